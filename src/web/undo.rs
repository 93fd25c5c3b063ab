//! The button beside what just happened that takes it back (ux 4.10).

use super::flash::Flash;
use super::flashes::Note;
use super::forms;
use super::users::unlocking::LOCK_AGAIN;

/// A form of hidden fields and one button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Where it is sent.
    pub action: String,
    /// Its name.
    pub form: &'static str,
    /// Its fields.
    pub fields: Vec<(String, String)>,
}

/// What a note says, and the way back from it.
pub fn told(note: &Note) -> Option<(Flash, Option<Undo>)> {
    Flash::from_id(&note.key).map(|flash| (flash, Undo::of(flash, &note.ids)))
}

impl Undo {
    /// The way back from a note, if there is one; `ids` are the group, then `p-` with a person's id or `g-` with a group's.
    pub fn of(flash: Flash, ids: &[String]) -> Option<Self> {
        if flash == Flash::Unlocked {
            let action = format!("/users/{}/unlock", ids.first()?);
            let fields = vec![("step".to_owned(), LOCK_AGAIN.to_owned())];
            return Some(Self { action, form: forms::UNLOCK, fields });
        }
        let (place, form, step) = match flash {
            Flash::MembersAdded => ("members", forms::GROUP_MEMBERS, "remove"),
            Flash::MembersRemoved => ("members", forms::GROUP_MEMBERS, "add"),
            Flash::OwnersAdded => ("owners", forms::GROUP_OWNERS, "remove"),
            Flash::OwnersRemoved => ("owners", forms::GROUP_OWNERS, "add"),
            _ => return None,
        };
        let (group, moved) = ids.split_first()?;
        let mut fields = vec![("step".to_owned(), step.to_owned())];
        let (mut people, mut groups) = (0, 0);
        for id in moved {
            let (name, number, id) = match id.split_once('-')? {
                ("p", id) => ("person", &mut people, id),
                ("g", id) => ("group", &mut groups, id),
                _ => return None,
            };
            *number += 1;
            fields.push((format!("{name}_{number}"), id.to_owned()));
        }
        (!moved.is_empty()).then(|| Self { action: format!("/groups/{group}/{place}"), form, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_leaves_and_what_left_comes_back() {
        let ids = ["0198".to_owned(), "p-1".to_owned(), "g-2".to_owned(), "p-3".to_owned()];
        let undo = Undo::of(Flash::MembersAdded, &ids).unwrap();
        assert_eq!(undo.action, "/groups/0198/members");
        let fields: Vec<_> = undo.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(fields, ["step=remove", "person_1=1", "group_1=2", "person_2=3"]);
        assert_eq!(Undo::of(Flash::OwnersRemoved, &ids[..2]).unwrap().fields[0].1, "add");
        assert_eq!(Undo::of(Flash::Unlocked, &ids).unwrap().action, "/users/0198/unlock");
        assert_eq!(Undo::of(Flash::Unlocked, &[]), None);
        assert_eq!(Undo::of(Flash::Blocked, &ids), None);
        assert_eq!(Undo::of(Flash::MembersAdded, &ids[..1]), None);
        assert_eq!(Undo::of(Flash::MembersAdded, &["0198".to_owned(), "x-1".to_owned()]), None);
    }
}
