//! What became of a restore whose commit got no answer.

use std::sync::Arc;
use std::time::Duration;

use diesel::QueryResult;
use diesel::dsl::sql;
use diesel::sql_types::{Bool, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rustls::ClientConfig;
use uuid::Uuid;

use super::connect::connect;
use super::migrations::{MigrationError, is_alone};

/// How long the operator waits to hear what became of it: a database that begins anew after a crash is back by then.
const PATIENCE: Duration = Duration::from_secs(15);
/// It is asked again so soon.
const PAUSE: Duration = Duration::from_millis(200);

/// A restore whose commit was sent.
pub(super) struct Sent {
    /// Where to.
    pub(super) url: String,
    /// TLS to it.
    pub(super) tls: Option<Arc<ClientConfig>>,
    /// The request that its row in the audit log tells.
    pub(super) request: Uuid,
}

/// What stands there now.
enum Found {
    /// All of it.
    Restored,
    /// Nothing of it, and nothing else.
    Nothing,
    /// A house that somebody else made meanwhile.
    Another,
}

impl Sent {
    /// The commit failed, or got no answer. The database is asked on another connection whether everything is there: what was restored is
    /// never told as lost, nor the other way round. While the old connection is under way, its end is waited for.
    ///
    /// # Errors
    /// Why nothing was restored; [`MigrationError::Unanswered`] when that is not known.
    pub(super) async fn settle(&self, error: String) -> Result<(), MigrationError> {
        let asked = async {
            loop {
                if let Ok(conn) = connect(&self.url, self.tls.clone(), None).await
                    && let Ok(Some(found)) = self.look(&conn).await
                {
                    return found;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Found::Restored) => Ok(()),
            Ok(Found::Nothing) => Err(MigrationError::Failed(error)),
            Ok(Found::Another) => Err(MigrationError::NotEmpty),
            Err(_late) => Err(MigrationError::Unanswered(error)),
        }
    }

    /// What is there; nothing while that is open.
    async fn look(&self, conn: &AsyncPgConnection) -> QueryResult<Option<Found>> {
        // The restore had this lock until its connection was over. A standby has locks of its own, and may not know everything yet.
        let over = is_alone(conn).await?;
        let standby: bool = diesel::select(sql::<Bool>("pg_is_in_recovery()")).get_result(&mut &*conn).await?;
        let taken: bool = diesel::select(sql::<Bool>("to_regclass('public.organisation') IS NOT NULL"))
            .get_result(&mut &*conn)
            .await?;
        if taken {
            let ours = sql::<Bool>("EXISTS (SELECT FROM audit_event WHERE request_id = ")
                .bind::<SqlUuid, _>(self.request)
                .sql(")");
            if diesel::select(ours).get_result::<bool>(&mut &*conn).await? {
                return Ok(Some(Found::Restored));
            }
        }
        let found = if taken { Found::Another } else { Found::Nothing };
        Ok((over && !standby).then_some(found))
    }
}
