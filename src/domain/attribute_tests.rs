//! What attributes take and refuse.

use super::*;

#[test]
fn values_are_kept_as_they_were_meant() {
    assert_eq!(Attribute::Surname.judge("  de Vries "), Ok(Some("de Vries".to_owned())));
    assert_eq!(Attribute::Surname.judge("   "), Ok(None));
    assert_eq!(Attribute::UsageLocation.judge("nl"), Ok(Some("NL".to_owned())));
    assert_eq!(Attribute::GivenName.judge("עִבְרִית"), Ok(Some("עִבְרִית".to_owned())));
    assert_eq!(Attribute::Mobile.judge("+31 6 1234 5678"), Ok(Some("+31 6 1234 5678".to_owned())));
}

#[test]
fn what_does_not_fit_says_why() {
    assert_eq!(Attribute::Surname.judge(&"é".repeat(65)), Err(Unfit::TooLong { most: 64 }));
    for hidden in ["a\u{7}b", "a\u{202e}b", "a\u{2066}b"] {
        assert_eq!(Attribute::Surname.judge(hidden), Err(Unfit::Invisible), "{hidden:?}");
    }
    for mail in ["bram", "@x.nl", "bram@", "bram@x", "a b@x.nl", "a@b@x.nl", "bram@x..nl", "<b@x.nl>"] {
        assert_eq!(Attribute::Mail.judge(mail), Err(Unfit::NotMail), "{mail}");
    }
    assert_eq!(Attribute::Mail.judge("bràm@post.example"), Ok(Some("bràm@post.example".to_owned())));
    for phone in ["12", "call me", "+31 6 12345678 ext 4"] {
        assert_eq!(Attribute::Telephone.judge(phone), Err(Unfit::NotPhone), "{phone}");
    }
    for country in ["N", "N1"] {
        assert_eq!(Attribute::UsageLocation.judge(country), Err(Unfit::NotCountry), "{country}");
    }
    assert_eq!(Attribute::UsageLocation.judge("NLD"), Err(Unfit::TooLong { most: 2 }));
    for language in ["n", "nl_NL", "dutch language"] {
        assert_eq!(Attribute::PreferredLanguage.judge(language), Err(Unfit::NotLanguage), "{language}");
    }
    assert_eq!(Attribute::PreferredLanguage.judge("nl-NL"), Ok(Some("nl-NL".to_owned())));
}

#[test]
fn several_addresses_are_kept_one_by_one_and_each_once() {
    let judge = |typed| Attribute::OtherMails.judge(typed);
    assert_eq!(judge(" a@x.nl;b@x.nl ,A@X.nl  c@x.nl"), Ok(Some("a@x.nl, b@x.nl, c@x.nl".to_owned())));
    assert_eq!(judge(" "), Ok(None));
    for bad in ["a@x.nl, b", ",;", "a@x.nl b@"] {
        assert_eq!(judge(bad), Err(Unfit::NotMail), "{bad}");
    }
    assert_eq!(judge(&"a@x.nl,".repeat(147)), Err(Unfit::TooLong { most: 1_024 }));
}

#[test]
fn a_day_is_one_of_the_calendar() {
    assert_eq!(Attribute::HireDate.judge("2024-02-29"), Ok(Some("2024-02-29".to_owned())));
    for bad in ["2023-02-29", "29-2-2024", "1024-02-29", "2024-2-9"] {
        assert_eq!(Attribute::HireDate.judge(bad), Err(Unfit::NotDay), "{bad}");
    }
}
