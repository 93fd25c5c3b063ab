//! A server that dies in the middle of the mail: no letter is lost, and none arrives more than twice, by the same id (decisions 34 and 52).

use latchkey::failpoint::Failpoint::{self, *};

use crate::support::gateway::Gateway;
use crate::support::listener::SECRET;
use crate::support::mailbox::{Mailbox, Manner};
use crate::support::mortal::{GWEN, House};

const MAIL: &str = "/settings/mail";
const TEXT: &str = "/settings/mail/text";
const PEOPLE: [&str; 3] = ["aad@home.example", "bea@home.example", "cor@home.example"];
const NUMBERS: [&str; 2] = ["+31 612345671", "+31 612345672"];

const WAITING: &str = "SELECT count(*) FROM letter WHERE state = 'waiting'";
const SENT: &str = "SELECT count(*) FROM letter WHERE state = 'sent'";
/// Two minutes later: what one server has taken, another one takes over.
const LATER: &str = "UPDATE letter SET due_at = now() WHERE state = 'waiting'";

/// Has tests wait that nobody takes now, and stops the server.
async fn wait(house: &House, path: &str, field: &str, to: &[&str]) {
    let (serve, mut gwen) = house.serve();
    gwen.sign_in("gwen", GWEN).await;
    for one in to {
        let page = gwen.fill_at(MAIL, path, &[(field, *one)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
    }
    assert_eq!(serve.stop().code, 0);
    assert_eq!(house.count(WAITING).await, i64::try_from(to.len()).unwrap());
}

/// Dies there with everything that waits, and starts again. Before that, so many still wait.
async fn dies_on_the_way(house: &House, failpoint: Failpoint, waiting: i64) {
    let all = house.count(WAITING).await;
    house.execute(LATER).await;
    house.serves_until(failpoint).await;
    assert_eq!(house.count(WAITING).await, waiting, "{failpoint:?}");
    house.execute(LATER).await;
    let (serve, _) = house.serve();
    house.until(SENT, all).await;
    assert_eq!(serve.stop().code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_in_the_middle_of_the_mail_loses_no_letter_and_sends_none_more_than_twice() {
    let deaths: [(Failpoint, i64, [usize; 3]); 3] =
        [(LettersTaken, 3, [1, 1, 1]), (LettersSent, 3, [2, 2, 2]), (LetterNoted, 2, [1, 2, 2])];
    for (failpoint, waiting, times) in deaths {
        let mailbox = Mailbox::open();
        mailbox.is(Manner::NotNow);
        let mut house = House::lived_in().await;
        house.host.set("LATCHKEY_SMTP_URL", &mailbox.url());
        wait(&house, MAIL, "to", &PEOPLE).await;
        mailbox.is(Manner::Kind);
        dies_on_the_way(&house, failpoint, waiting).await;
        let mut arrived = vec![];
        for person in PEOPLE {
            let letters = mailbox.of(person);
            // Whoever gets one twice knows it by this.
            assert!(letters.iter().all(|letter| letter.id() == letters[0].id()), "{failpoint:?}");
            arrived.push(letters.len());
        }
        arrived.sort_unstable();
        assert_eq!(arrived, times, "{failpoint:?}");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_behind_the_gateway_sends_the_same_text_messages_once_more() {
    for (failpoint, times) in [(LettersTaken, 1), (LettersSent, 2)] {
        let gateway = Gateway::open();
        gateway.answers(Some(503));
        let mut house = House::lived_in().await;
        house.host.set("LATCHKEY_TEXT_GATEWAY_URL", &format!("http://127.0.0.1:{}/send", gateway.port));
        house.host.set("LATCHKEY_TEXT_GATEWAY_SECRET", SECRET);
        wait(&house, TEXT, "number", &NUMBERS).await;
        gateway.answers(Some(202));
        dies_on_the_way(&house, failpoint, 2).await;
        let mut ids: Vec<_> = gateway.arrived().into_iter().map(|texted| texted.id).collect();
        assert_eq!(ids.len(), NUMBERS.len() * times, "{failpoint:?}");
        // A gateway that has sent it knows it by this, and sends it no second time.
        ids.dedup();
        assert_eq!(ids.len(), NUMBERS.len(), "{failpoint:?}");
        house.verify().await;
    }
}
