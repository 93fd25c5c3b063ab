//! T-04: finding somebody.

use latchkey::domain::profile::Profile;

use crate::support::people::Sketch;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn directory(portal: &Portal) -> Visitor {
    let jan = Profile {
        given_name: Some("Jan".to_owned()),
        surname: Some("Smit".to_owned()),
        mail: Some("j.smit@havens.example".to_owned()),
        employee_id: Some("NH-004711".to_owned()),
        ..Profile::default()
    };
    portal.make(Sketch::of("Jan Smit").profile(jan)).await;
    let given =
        Profile { given_name: Some("Johannes".to_owned()), surname: Some("Peeters".to_owned()), ..Profile::default() };
    portal.make(Sketch::of("Joop P.").profile(given)).await;
    for name in [
        "Zoë Müller",
        "Chloé d'Arc",
        "Anna 100% Zeker",
        "Bert under_score",
        "Cor Back\\slash",
        "Łukasz Straße",
        "王小明 Wang",
    ] {
        let mut sketch = Sketch::of(name);
        sketch.user_name = format!("u{}@noordzee.example", portal.count("SELECT count(*) FROM users").await);
        portal.make(sketch).await;
    }
    portal.signed_in(&portal.helpdesk("Helen Kramer").await).await
}

fn address(words: &str) -> String {
    let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    format!("/users?q={words}")
}

#[test]
fn a_part_of_any_name_or_number_finds_its_person() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for (words, name) in [
            ("Jan Smit", "Jan Smit"),
            ("jan", "Jan Smit"),
            ("SMIT", "Jan Smit"),
            ("smi", "Jan Smit"),
            ("smit jan", "Jan Smit"),
            ("  smit   jan  ", "Jan Smit"),
            ("j.smit@havens", "Jan Smit"),
            ("jan.smit@noordzee.example", "Jan Smit"),
            ("NH-0047", "Jan Smit"),
            ("nh-004711 smit", "Jan Smit"),
            ("johannes", "Joop P."),
            ("peet", "Joop P."),
            ("zoe", "Zoë Müller"),
            ("ZOË", "Zoë Müller"),
            ("Zoe\u{308}", "Zoë Müller"),
            ("muller", "Zoë Müller"),
            ("chloe d'arc", "Chloé d'Arc"),
            ("lukasz", "Łukasz Straße"),
            ("strasse", "Łukasz Straße"),
            ("王小", "王小明 Wang"),
            ("helen", "Helen Kramer"),
        ] {
            let page = helen.get(&address(words)).await;
            assert_eq!((page.code(), page.people()), (200, vec![name.to_owned()]), "{words}");
            assert_eq!(page.texts("p.card-note").join(" "), "1 person matches", "{words}");
        }
    });
}

#[test]
fn every_word_must_be_found_in_the_same_person() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for words in ["jan muller", "smit peeters", "jan smit zzz", "qqqq", "--", "'; DROP TABLE users"] {
            let page = helen.get(&address(words)).await;
            assert_eq!((page.code(), page.people().len()), (200, 0), "{words}");
            assert_eq!(page.one("#none"), "No one matches this");
        }
    });
}

#[test]
fn percent_underscore_and_backslash_mean_themselves() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for (words, name) in [
            ("100%", "Anna 100% Zeker"),
            ("0% zek", "Anna 100% Zeker"),
            ("r_s", "Bert under_score"),
            ("k\\s", "Cor Back\\slash"),
        ] {
            assert_eq!(helen.get(&address(words)).await.people(), [name], "{words}");
        }
        for words in ["1__%", "j%n", "sm_t", "%%%", "%", "_", "__", "\\", "\\%", "%j"] {
            assert_eq!(helen.get(&address(words)).await.people(), [""; 0], "{words}");
        }
    });
}

#[test]
fn one_and_two_letters_are_the_start_of_a_name() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        assert_eq!(helen.get(&address("zo")).await.people(), ["Zoë Müller"]);
        let page = helen.get(&address("j")).await;
        assert_eq!(page.people(), ["Jan Smit", "Joop P."]);
        assert_eq!(page.value("q"), "j");
        assert_eq!(helen.get(&address("")).await.people().len(), 11);
        assert_eq!(helen.get(&address("   ")).await.people().len(), 11);
    });
}

#[test]
fn an_exact_hit_is_a_row_and_no_jump() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get(&address("jan.smit@noordzee.example")).await;
        assert_eq!(page.code(), 200);
        let href = page.link("Jan Smit").unwrap();
        assert_eq!(helen.get(&href).await.heading(), "Jan Smit");
    });
}

#[test]
fn the_search_of_the_top_bar_also_leads_to_pages_by_their_name() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get(&address("users")).await;
        assert_eq!(page.code(), 200);
        assert_eq!(page.attributes(".note:not(.warn) a", "href"), ["/users"]);
        let page = helen.get(&address("audit")).await;
        assert_eq!(page.attributes(".note:not(.warn) a", "href"), ["/audit"]);
    });
}
