//! The session cookie: actix-session carries a token, and nothing but the token; what it opens is for the database to say.

use std::collections::HashMap;

use actix_session::config::{BrowserSession, CookieContentSecurity};
use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_session::{Session, SessionMiddleware, SessionStatus};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Key, SameSite};
use thiserror::Error;
use zeroize::Zeroize;

use super::cookies;
use crate::domain::secret::SessionToken;

const TOKEN: &str = "t";

/// A session that was closed in this request can not be opened in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the session was closed in this request")]
pub struct Closed;

/// The store of a middleware that has nothing to store: the key in the cookie *is* the state.
#[derive(Debug, Clone, Copy, Default)]
pub struct CookieCarrier;

impl SessionStore for CookieCarrier {
    async fn load(&self, key: &SessionKey) -> Result<Option<HashMap<String, String>>, LoadError> {
        let state = cookies::decode(key.as_ref()).map(|mut token| {
            token.zeroize();
            HashMap::from([(TOKEN.to_owned(), format!("\"{}\"", key.as_ref()))])
        });
        Ok(state)
    }

    async fn save(&self, state: HashMap<String, String>, _ttl: &Duration) -> Result<SessionKey, SaveError> {
        key_of(&state).ok_or_else(|| SaveError::Other(anyhow::anyhow!("a session without a token")))
    }

    async fn update(
        &self,
        _old: SessionKey,
        state: HashMap<String, String>,
        _ttl: &Duration,
    ) -> Result<SessionKey, UpdateError> {
        key_of(&state).ok_or_else(|| UpdateError::Other(anyhow::anyhow!("a session without a token")))
    }

    async fn update_ttl(&self, _key: &SessionKey, _ttl: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, _key: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}

fn key_of(state: &HashMap<String, String>) -> Option<SessionKey> {
    let token = state.get(TOKEN)?.strip_prefix('"')?.strip_suffix('"')?;
    cookies::decode(token)?.zeroize();
    SessionKey::try_from(token.to_owned()).ok()
}

/// The middleware, with the key that signs the cookie. The cookie goes when the browser is closed.
pub fn middleware(key: &[u8; 64]) -> SessionMiddleware<CookieCarrier> {
    SessionMiddleware::builder(CookieCarrier, Key::from(key))
        .cookie_name(cookies::SESSION.to_owned())
        .cookie_content_security(CookieContentSecurity::Signed)
        .cookie_same_site(SameSite::Lax)
        .cookie_secure(true)
        .cookie_http_only(true)
        .cookie_path("/".to_owned())
        .cookie_domain(None)
        .session_lifecycle(BrowserSession::default())
        .build()
}

/// The token that the browser brought. Whether it opens anything is not said here.
pub fn token(session: &Session) -> Option<[u8; 32]> {
    let mut text = session.get::<String>(TOKEN).ok()??;
    let token = cookies::decode(&text);
    text.zeroize();
    token
}

/// Gives the browser a new token in the place of whatever it brought: a cookie that somebody planted dies here.
///
/// # Errors
/// [`Closed`] after [`close`] in the same request.
pub fn open(session: &Session, token: &SessionToken) -> Result<(), Closed> {
    if session.status() == SessionStatus::Purged {
        return Err(Closed);
    }
    session.clear();
    session.renew();
    session.insert(TOKEN, cookies::encode(token.expose())).map_err(|_| Closed)
}

/// Takes the token from the browser.
pub fn close(session: &Session) {
    session.purge();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn the_store_knows_a_token_by_its_shape_alone() {
        let store = CookieCarrier;
        let text = cookies::encode(&[200; 32]);
        let key = SessionKey::try_from(text.clone()).unwrap();
        let state = store.load(&key).await.unwrap().unwrap();
        assert_eq!(state.len(), 1);
        assert_eq!(store.save(state.clone(), &Duration::days(1)).await.unwrap().as_ref(), text);
        assert_eq!(store.update(key, state, &Duration::days(1)).await.unwrap().as_ref(), text);
        for odd in ["", "x", &text[..42], &format!("{text}A"), &format!("{}\"", &text[..42]), &"é".repeat(43)] {
            let key = SessionKey::try_from(odd.to_owned()).unwrap();
            assert!(store.load(&key).await.unwrap().is_none(), "{odd}");
        }
        for odd in [HashMap::new(), HashMap::from([(TOKEN.to_owned(), "\"short\"".to_owned())])] {
            assert!(store.save(odd, &Duration::days(1)).await.is_err());
        }
    }
}
