//! Text messages by an HTTP gateway: one signed request each; what the gateway sends them with is its own affair.

use hyper::StatusCode;
use serde_json::json;

use super::line::{self, failed};
use super::webhook::Webhook;
use crate::domain::carrier::{Carrier, Failed, Outgoing, Trouble, Way};
use crate::domain::organisation::Organisation;
use crate::i18n::letter::Paper;
use crate::i18n::{BadWords, Locales};

/// Sends text messages, each in the language of whoever reads it.
pub struct Gateway {
    hook: Webhook,
    organisation: Organisation,
    locales: Locales,
}

impl Gateway {
    /// A way to send text messages; connects when there is something to send.
    ///
    /// # Errors
    /// A fault of our own texts.
    pub fn new(hook: Webhook, organisation: Organisation) -> Result<Self, BadWords> {
        Ok(Self { hook, organisation, locales: Locales::load()? })
    }

    /// Whether somebody answers there. Nothing is sent: a message costs money, and goes to a person.
    ///
    /// # Errors
    /// Why not.
    pub async fn try_out(&self) -> Result<(), Failed> {
        line::open(&self.hook.peer).await.map(drop)
    }
}

impl Carrier for Gateway {
    const WAY: Way = Way::Text;

    /// `id` is the same for every try: a gateway that has sent it sends it no second time.
    async fn carry(&self, letter: &Outgoing) -> Result<(), Failed> {
        let words = self.locales.words(letter.language);
        let name = letter.settings.branding.name(letter.language);
        let organisation = name.map_or_else(|| self.organisation.clone(), |name| self.organisation.called(name));
        let paper = Paper { words: &words, organisation: &organisation, portal: "", help: None };
        let to: String = letter.to.chars().filter(|c| !c.is_whitespace()).collect();
        let body = json!({
            "id": letter.id.to_string(),
            "to": to,
            "text": paper.line(&letter.letter),
            "language": letter.language.tag(),
        });
        let (status, said) = self.hook.post(body.to_string(), letter.at).await?;
        judged(status, &String::from_utf8_lossy(&said), &to)
    }
}

/// What an answer means. Gateways repeat numbers and texts: of what they say, only the status is kept where a number is in it.
fn judged(status: StatusCode, said: &str, to: &str) -> Result<(), Failed> {
    if status.is_success() {
        return Ok(());
    }
    let trouble = match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Trouble::Login,
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNPROCESSABLE_ENTITY => {
            Trouble::Refused
        }
        _ => Trouble::NotNow,
    };
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    // The last digits of a number, or a code, however they are written.
    let discreet = !to.is_empty() && digits.len() < 6;
    Err(failed(trouble, &if discreet { format!("{} {said}", status.as_u16()) } else { status.as_u16().to_string() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_gateway_answers_is_judged_by_its_status_and_kept_without_numbers() {
        let why = |status, said| judged(status, said, "+31612345678").unwrap_err();
        assert!(judged(StatusCode::ACCEPTED, "queued", "+31612345678").is_ok());
        assert_eq!(why(StatusCode::FORBIDDEN, "").trouble, Trouble::Login);
        assert_eq!(why(StatusCode::SERVICE_UNAVAILABLE, "later").trouble, Trouble::NotNow);
        assert_eq!(why(StatusCode::TOO_MANY_REQUESTS, "").trouble, Trouble::NotNow);
        let refused = why(StatusCode::UNPROCESSABLE_ENTITY, "no such number: +31 6 12 34 56 78");
        assert_eq!((refused.trouble, refused.said.as_str()), (Trouble::Refused, "422"));
        assert_eq!(why(StatusCode::BAD_REQUEST, "line is busy").said, "400 line is busy");
    }
}
