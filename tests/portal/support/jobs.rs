//! Jobs, ordered behind everybody's back.

use latchkey::cli::tidier::Tidier;

use super::people::Person;
use super::server::Portal;

impl Portal {
    /// A job that waits for a server: its id.
    pub(crate) async fn job(&self, maker: &Person, deed: &str, people: &[&Person]) -> String {
        let total = i32::try_from(people.len()).unwrap();
        let order = "INSERT INTO job (id, deed, state, made_at, made_by, made_by_name, session_id, request_id, reason, total, leased_until) \
                     VALUES (gen_random_uuid(), $1, 'running', now(), $2::text::uuid, $3, gen_random_uuid(), gen_random_uuid(), 'SD-1', $4, now()) \
                     RETURNING id::text";
        let job = self.ask(order, &[&deed, &maker.id, &maker.user_name, &total]).await;
        for (position, person) in (1..).zip(people) {
            let place: i32 = position;
            let with = "INSERT INTO job_person VALUES ($1::text::uuid, $2, $3::text::uuid, $4)";
            self.execute(with, &[&job, &place, &person.id, &person.user_name]).await;
        }
        job
    }

    /// Another server's hand on the jobs.
    pub(crate) fn hand(&self) -> Tidier {
        Tidier::new(&self.house).unwrap()
    }
}
