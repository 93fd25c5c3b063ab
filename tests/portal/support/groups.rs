//! Groups, put there behind the pages: for tests of what the pages then show.

use latchkey::domain::fold::fold;

use super::people::Person;
use super::server::Portal;

impl Portal {
    async fn make_group(&self, name: &str, roles: bool) -> String {
        let sql = "INSERT INTO groups (id, name, name_key, role_assignable, created_at) \
                   VALUES (gen_random_uuid(), $1, $2, $3, now()) RETURNING id::text";
        self.ask(sql, &[&name, &fold(name), &roles]).await
    }

    /// A group with nobody in it.
    pub(crate) async fn group(&self, name: &str) -> String {
        self.make_group(name, false).await
    }

    /// A group that may hold roles.
    pub(crate) async fn role_group(&self, name: &str) -> String {
        self.make_group(name, true).await
    }

    /// Puts somebody into a group.
    pub(crate) async fn join(&self, group: &str, person: &Person) {
        let sql = "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT $1::text::uuid, id, sort_name, now() FROM users WHERE id::text = $2";
        assert_eq!(self.execute(sql, &[&group, &person.id]).await, 1);
    }

    /// Lets somebody answer for a group.
    pub(crate) async fn entrust(&self, group: &str, person: &Person) {
        let sql = "INSERT INTO group_owner VALUES ($1::text::uuid, $2::text::uuid, now())";
        self.execute(sql, &[&group, &person.id]).await;
    }

    /// Puts a group into another one.
    pub(crate) async fn nest(&self, outer: &str, inner: &str) {
        let sql = "INSERT INTO group_nesting VALUES ($1::text::uuid, $2::text::uuid, now())";
        self.execute(sql, &[&outer, &inner]).await;
    }

    /// Who is in a group, directly, by name.
    pub(crate) async fn members(&self, group: &str) -> String {
        let sql = "SELECT string_agg(display_name, ', ' ORDER BY m.sort_name) FROM group_member m JOIN users ON users.id = user_id \
                   WHERE group_id::text = $1";
        self.ask(sql, &[&group]).await
    }
}
