//! Rings of generations: what is used when, what is told apart, and what is seen of a database that is another one.
use super::*;
use crate::domain::dice::{Entropy, NoDice};
use crate::host::sub_key::NONCE_LENGTH;

fn noon() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

fn dice() -> Entropy {
    let next = std::sync::atomic::AtomicU8::new(1);
    Entropy::new(move |bytes| {
        bytes.fill(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        Ok::<_, NoDice>(())
    })
}

fn master(byte: u8) -> MasterKey {
    MasterKey::of([byte; 32])
}

#[test]
fn a_new_generation_is_used_from_its_moment_and_the_old_one_still_opens() {
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let sealed = ring.current().pwd.seal([3; NONCE_LENGTH], b"secret", b"row").unwrap();
    let soon = noon() + SignedDuration::from_secs(5);
    let second = ring.next(&mut dice(), soon).unwrap().unwrap();
    let rows = [first, second];
    ring.learn(&rows, &[], ring.newest(), noon()).unwrap();
    assert_eq!((ring.current().generation, ring.newest()), (1, 2));
    ring.learn(&rows, &[], ring.newest(), soon).unwrap();
    assert_eq!(ring.current().generation, 2);
    assert_eq!(ring.of_sealed(&sealed).unwrap().pwd.open(&sealed, b"row").unwrap().as_slice(), b"secret");
    assert!(ring.current().pwd.open(&sealed, b"row").is_err());
    let accepted = |now| {
        ring.learn(&rows, &[], ring.newest(), now).unwrap();
        ring.accepted().iter().map(|keys| keys.generation).collect::<Vec<_>>()
    };
    // Another server's clock may be a moment ahead; and for a day what was given before is taken.
    assert_eq!(accepted(noon()), [1, 2]);
    assert_eq!(accepted(soon), [2, 1]);
    assert_eq!(accepted(soon + OVERLAP), [2]);
    assert!(ring.generation(1).is_some() && ring.generation(3).is_none() && ring.generation(-1).is_none());
    assert!(ring.of_sealed(b"").is_none());
}

#[test]
fn another_master_key_a_changed_row_and_no_row_are_told_apart() {
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
    let open = |byte, rows: &[WrappedGeneration]| Keyring::open(master(byte), rows, noon()).err();
    let rows = [first.clone(), second.clone()];
    assert_eq!(open(1, &rows), None);
    assert_eq!(open(2, &rows), Some(LockedError::WrongMasterKey));
    assert_eq!(open(1, &[]), Some(LockedError::Nothing));
    let exchanged = WrappedGeneration { wrapped: first.wrapped.clone(), ..second };
    assert_eq!(open(1, &[first, exchanged]), Some(LockedError::Damaged(2)));
}

#[test]
fn the_sessions_cookie_outlives_a_rotation_and_not_the_master_key() {
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let before = ring.session_cookie().unwrap();
    let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
    ring.learn(&[first, second], &[], 1, noon()).unwrap();
    assert_eq!(*ring.session_cookie().unwrap(), *before);
    let (other, _) = Keyring::found(master(2), &mut dice(), noon()).unwrap();
    assert_ne!(*other.session_cookie().unwrap(), *before);
}

#[test]
fn a_row_that_is_gone_or_another_one_is_seen_and_not_forgotten() {
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let ours = ring.next(&mut dice(), noon()).unwrap().unwrap();
    // Another second generation of the same house, after a backup of the first was restored.
    let mut later = dice();
    later.bytes::<1>().unwrap();
    let theirs = ring.next(&mut later, noon()).unwrap().unwrap();
    assert_eq!((ours.id, theirs.id), (2, 2));
    assert_ne!(ours.wrapped, theirs.wrapped);
    let seen = |rows: &[WrappedGeneration]| {
        let running = Keyring::open(master(1), &[first.clone(), ours.clone()], noon()).unwrap();
        let sealed = running.current().pwd.seal([3; NONCE_LENGTH], b"secret", b"row").unwrap();
        let learnt = running.learn(rows, &[], 2, noon());
        assert_eq!(running.stands(), learnt);
        // It does not come to believe in what it sees later, and its own keys are not exchanged.
        assert_eq!(running.learn(&[first.clone(), ours.clone()], &[], 2, noon()), learnt);
        assert!(running.current().pwd.open(&sealed, b"row").is_ok());
        learnt
    };
    assert_eq!(seen(&[first.clone(), ours.clone()]), Ok(()));
    assert_eq!(seen(std::slice::from_ref(&first)), Err(LockedError::AnotherCourse(2)));
    assert_eq!(seen(&[first.clone(), theirs.clone()]), Err(LockedError::AnotherCourse(2)));
    assert_eq!(seen(&[]), Err(LockedError::AnotherCourse(1)));
}

#[test]
fn rows_that_were_asked_for_before_another_thread_learnt_more_are_no_other_course() {
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
    let asked_early = [first.clone()];
    ring.learn(&[first, second], &[], 1, noon()).unwrap();
    assert_eq!(ring.learn(&asked_early, &[], 1, noon()), Ok(()));
    assert_eq!((ring.newest(), ring.current().generation), (2, 2));
}

#[test]
fn a_restore_that_was_not_there_at_the_first_look_is_seen_under_the_same_keys() {
    let [monday, tuesday, friday] = [1, 2, 3].map(|number| EventId::from_uuid(uuid::Uuid::from_u128(number)));
    let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
    let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
    let rows = [first, second];
    let running = || {
        let running = Keyring::open(master(1), &rows[..1], noon()).unwrap();
        running.learn(&rows[..1], &[tuesday, monday], 1, noon()).unwrap();
        // It is remembered beside new keys.
        running.learn(&rows, &[tuesday, monday], 1, noon()).unwrap();
        running
    };
    // What was forgotten, or is back, is no other course.
    let patient = running();
    for restores in [&[tuesday][..], &[], &[monday]] {
        assert_eq!(patient.learn(&rows, restores, 2, noon()), Ok(()));
    }
    for restores in [&[friday, tuesday, monday][..], &[monday, friday], &[friday]] {
        let running = running();
        assert_eq!(running.learn(&rows, restores, 2, noon()), Err(LockedError::Restored));
        assert_eq!(running.stands(), Err(LockedError::Restored));
        assert_eq!(running.learn(&rows, &[tuesday, monday], 2, noon()), Err(LockedError::Restored));
    }
    // Of both the keys are told.
    assert_eq!(running().learn(&rows[..1], &[friday], 2, noon()), Err(LockedError::AnotherCourse(2)));
    // Where there was none at the first look, the first one counts.
    let new = Keyring::open(master(1), &rows, noon()).unwrap();
    assert_eq!(new.learn(&rows, &[], 2, noon()), Ok(()));
    assert_eq!(new.learn(&rows, &[monday], 2, noon()), Err(LockedError::Restored));
}
