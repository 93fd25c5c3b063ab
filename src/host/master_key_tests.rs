//! The file of the master key: made once, found again, refused where others can read it.
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

use super::*;

fn file_with(content: &[u8], mode: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    (folder, path)
}

#[test]
fn a_key_is_made_once_readable_by_its_owner_alone_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/down/master.key");
    let made = MasterKey::load_or_create(&path).unwrap();
    let found = MasterKey::load_or_create(&path).unwrap();
    assert_eq!(made.0, found.0);
    assert_ne!(made.0, [0; KEY_LENGTH]);
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o400);
    let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["master.key"], "no draft is left behind");
}

#[test]
fn a_second_name_that_a_power_cut_left_the_key_goes_and_nothing_else() {
    let (folder, path) = file_with(&[7; KEY_LENGTH], 0o400);
    let left = folder.path().join(".master-key.00000000deadbeef");
    fs::hard_link(&path, &left).unwrap();
    // Somebody's own second name; a draft of a process that is at it; and what only has such a name.
    let own = folder.path().join("key-for-the-safe");
    fs::hard_link(&path, &own).unwrap();
    let draft = folder.path().join(".master-key.0123456789abcdef");
    fs::write(&draft, [8; KEY_LENGTH]).unwrap();
    let link = folder.path().join(".master-key.link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(MasterKey::load(&path).unwrap().unwrap().0, [7; KEY_LENGTH]);
    assert!(!left.exists());
    assert!(path.exists() && own.exists() && draft.exists() && link.is_symlink());
    // A key whose own name begins like that is none.
    let odd = folder.path().join(".master-key.mine");
    fs::hard_link(&path, &odd).unwrap();
    assert_eq!(MasterKey::load(&odd).unwrap().unwrap().0, [7; KEY_LENGTH]);
    assert!(odd.exists() && path.exists());
}

#[test]
fn processes_that_start_together_agree_on_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    let keys: Vec<_> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| MasterKey::load_or_create(&path).unwrap().0)).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_key_that_others_can_read_is_refused_with_the_way_out() {
    for mode in [0o440, 0o404, 0o644, 0o420] {
        let (_folder, path) = file_with(&[7; KEY_LENGTH], mode);
        let refusal = MasterKey::load_or_create(&path).unwrap_err().to_string();
        assert!(refusal.contains("chmod 0400"), "{mode:o}: {refusal}");
    }
}

#[test]
fn a_short_a_long_and_an_empty_key_are_refused_and_left_alone() {
    for length in [0, 31, 33, 4096] {
        let (_folder, path) = file_with(&vec![7; length], 0o400);
        let refusal = MasterKey::load_or_create(&path).unwrap_err();
        assert!(matches!(refusal, KeyError::WrongLength { .. }), "{length}: {refusal}");
        assert_eq!(fs::metadata(&path).unwrap().len(), length as u64);
    }
}

#[test]
fn debug_output_hides_the_key() {
    assert_eq!(format!("{:?}", MasterKey([7; KEY_LENGTH])), "MasterKey(***)");
}
