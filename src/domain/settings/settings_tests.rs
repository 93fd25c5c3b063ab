//! Sections as they are kept, read and told.

use super::*;

#[test]
fn what_was_never_decided_has_its_default_and_nonsense_leaves_what_was() {
    let (default, whole) = (Settings::default(), Vec::new);
    assert_eq!(Settings::read([], &default), (default.clone(), whole()));
    let kept = [("sessions", r#"{"administrators_idle_minutes": 10, "of_a_later_version": true}"#)];
    let short = Sessions { administrators_idle_minutes: 10, ..Sessions::default() };
    let short = Settings { sessions: short, ..Settings::default() };
    assert_eq!(Settings::read(kept, &default), (short.clone(), whole()));
    assert_eq!(Settings::read([("of-a-later-version", "{}")], &default), (default, whole()));
    for nonsense in ["", "[]x", r#"{"administrators_idle_minutes": "long"}"#, r#"{"administrators_hours": 90}"#] {
        let read = Settings::read([("sessions", nonsense)], &short);
        assert_eq!(read, (short.clone(), vec![Section::Sessions]), "{nonsense}");
    }
}

#[test]
fn only_what_differs_is_told() {
    let (before, mut after) = (Sessions::default(), Sessions::default());
    assert_eq!(decided(&before, &after), []);
    after.others_hours = 9;
    let told = Decided { name: "others_hours".into(), before: "12".into(), after: "9".into() };
    assert_eq!(decided(&before, &after), [told]);
    assert_eq!(read(&write(&after).unwrap()), Ok(after));
    let [before, after] = ["first\nsecond", "second\nthird"].map(|words| BannedWords::default().with(words).unwrap());
    let told = Decided { name: "words".into(), before: "first".into(), after: "third".into() };
    assert_eq!(decided(&before, &after), [told]);
}
