//! The logs as files: the rows of the page, all of them, under the names of R-340, in bounded pieces (R-346, R-360, T-136).

use latchkey::domain::role::Role;
use serde_json::Value;

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;
use crate::users::export::cells;

/// Deeds of several kinds, and somebody who sees them all.
async fn setting(portal: &Portal) -> Visitor {
    let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
    let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
    una.fill(&format!("/users/{}/edit", bram.id), &[("job_title", "=cmd, \"Planner\"")]).await;
    for person in [&bram, &dora] {
        una.fill(&format!("/users/{}/reset-password", person.id), &[("verified_by", "saw-id")]).await;
    }
    portal.visitor().sign_in(&bram.user_name, "wrong").await;
    portal.visitor().sign_in("nobody", "wrong").await;
    portal.group("Crane drivers").await;
    portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await
}

fn objects(body: &str) -> Vec<Value> {
    serde_json::from_str::<Value>(body).unwrap().as_array().unwrap().clone()
}

#[test]
fn both_files_and_the_page_hold_the_same_rows_whatever_is_asked_for() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        for query in [
            "",
            "person=bram.vries",
            "actor=una",
            "result=failure",
            "category=SignIn",
            "service=Self-service+Password+Management",
            "service=Core+Directory&category=UserManagement",
            "category=Policy",
            "activity=Reset+password+%28by+admin%29&person=dora",
            "person=nobody+at+all",
            "from=2000-01-01&to=2000-01-02",
        ] {
            // Each file adds rows about itself: the newest page comes first.
            let page = rita.get(&format!("/audit?size=100&{query}")).await;
            assert_eq!(page.code(), 200, "{query}");
            let links = page.attributes("#list td.acts a", "href");
            let shown: Vec<_> = links.iter().map(|link| link.trim_start_matches("/audit/").to_owned()).collect();
            let csv = cells(&rita.get(&format!("/audit/export.csv?{query}")).await.body);
            let file = rita.get(&format!("/audit/export.json?{query}")).await;
            assert_eq!(file.header("content-type"), "application/json");
            let json: Vec<String> =
                objects(&file.body).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
            let csv: Vec<String> = csv[1..].iter().map(|line| line[0].clone()).collect();
            let own = |ids: Vec<String>| ids.into_iter().filter(|id| shown.contains(id)).collect::<Vec<_>>();
            assert_eq!((own(csv), own(json)), (shown.clone(), shown), "{query}");
        }
        let page = rita.get("/audit?category=SignIn&result=failure").await;
        for link in ["CSV", "JSON"] {
            assert_eq!(
                page.link(link).unwrap(),
                format!("/audit/export.{}?category=SignIn&result=failure", link.to_lowercase())
            );
        }
        for query in ["category=Dance", "service=Dance", "from=yesterday", "unknown=1"] {
            for file in ["csv", "json"] {
                assert_eq!(rita.get(&format!("/audit/export.{file}?{query}")).await.code(), 422, "{query}");
            }
        }
    });
}

#[test]
fn a_row_has_the_fields_of_azure_and_what_changed_from_what_to_what() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        let rows = objects(&rita.get("/audit/export.json?activity=Update+user").await.body);
        let row = &rows[0];
        for (field, value) in [
            ("activityDisplayName", "Update user"),
            ("category", "UserManagement"),
            ("loggedByService", "Core Directory"),
            ("result", "success"),
        ] {
            assert_eq!(row[field], value, "{row}");
        }
        assert_eq!(row["initiatedBy"]["user"]["userPrincipalName"], "una.smit@noordzee.example");
        assert_eq!(row["initiatedBy"]["user"]["ipAddress"], "127.0.0.1");
        let target = &row["targetResources"][0];
        assert_eq!(
            (target["type"].as_str(), target["userPrincipalName"].as_str()),
            (Some("User"), Some("bram.vries@noordzee.example"))
        );
        let changed =
            target["modifiedProperties"].as_array().unwrap().iter().find(|one| one["displayName"] == "job_title");
        assert_eq!(changed.unwrap()["newValue"], "=cmd, \"Planner\"");
        assert!(
            row["activityDateTime"].as_str().unwrap().ends_with('Z')
                && row["correlationId"].as_str().unwrap().len() == 36
        );
        let refused = objects(&rita.get("/audit/export.json?activity=Sign+in&result=failure&person=bram").await.body);
        assert_eq!(refused[0]["resultReason"], "wrong-password");
        assert_eq!(refused[0]["initiatedBy"]["guest"]["displayName"], "");
        let reset = objects(&rita.get("/audit/export.json?activity=Reset+password+%28by+admin%29").await.body);
        let details = reset[0]["additionalDetails"].as_array().unwrap();
        assert!(details.iter().any(|one| one["key"] == "verified_by" && one["value"] == "saw-id"), "{details:?}");
        assert_eq!(reset[0]["loggedByService"], "Self-service Password Management");
        let csv = rita.get("/audit/export.csv?activity=Update+user").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
        let lines = cells(&csv.body);
        assert!(lines[1][13].contains("job_title: \"\" → \"=cmd, \"Planner\"\""), "{:?}", lines[1]);
    });
}

#[test]
fn whoever_acted_and_what_it_is_about_have_the_names_of_then_and_a_kind() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        let (bram, gwen) = (portal.plain("Willem Bos").await, portal.global("Gwen Bakker").await);
        let mut gwen = portal.signed_in(&gwen).await;
        gwen.fill(&format!("/users/{}/edit", bram.id), &[("display_name", "Willem de Bos")]).await;
        gwen.fill("/settings/sessions", &[("others_hours", "9")]).await;
        portal.delete(&bram).await;
        let rows = async |rita: &mut Visitor, query: &str| {
            objects(&rita.get(&format!("/audit/export.json?{query}")).await.body)
        };
        let row = rows(&mut rita, "activity=Update+user&person=gone").await;
        assert_eq!(row.len(), 0);
        let row = rows(&mut rita, &format!("activity=Update+user&person={}", bram.id)).await.remove(0);
        let target = &row["targetResources"][0];
        assert_eq!(
            (target["type"].as_str(), target["displayName"].as_str(), target["userPrincipalName"].as_str()),
            (Some("User"), Some("Willem Bos"), Some("willem.bos@noordzee.example")),
            "the name of then, though nobody has it any more: {row}"
        );
        assert_eq!(row["initiatedBy"]["user"]["displayName"], "gwen.bakker@noordzee.example");
        let row = rows(&mut rita, "activity=Update+policy").await.remove(0);
        let target = &row["targetResources"][0];
        assert_eq!((target["type"].as_str(), target["displayName"].as_str()), (Some("Policy"), Some("sessions")));
        assert_eq!(target["modifiedProperties"][0]["displayName"], "others_hours", "{row}");
        assert_eq!(target["modifiedProperties"][0]["newValue"], "9", "{row}");
        let row = rows(&mut rita, "activity=Install+Latchkey").await.remove(0);
        let target = &row["targetResources"][0];
        assert_eq!(
            (target["type"].as_str(), target["displayName"].as_str()),
            (Some("Directory"), Some("Noordzee Havens"))
        );
        for row in rows(&mut rita, "").await {
            for target in row["targetResources"].as_array().unwrap() {
                let kind = target["type"].as_str().unwrap();
                assert!(["User", "Group", "Role", "Policy", "Directory", "Other"].contains(&kind), "{row}");
                assert!(target.get("displayName").is_some() && target["modifiedProperties"].is_array(), "{row}");
            }
        }
        let lines = cells(&rita.get("/audit/export.csv?activity=Update+policy").await.body);
        assert_eq!((lines[0][16].as_str(), lines[1][16].as_str()), ("targetResources.type", "Policy"));
        assert_eq!(lines[0][15], "correlationId");
    });
}

#[test]
fn the_name_of_azure_stands_beside_ours_where_it_is_another_one() {
    run(async |portal| {
        let bram = portal.plain("Willem Bos").await;
        portal.plain("Eva Smit").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let edit = format!("/users/{}/edit", bram.id);
        gwen.fill(&edit, &[("manager", "eva.smit")]).await;
        let manager = portal.last("Update user").await.id;
        gwen.fill(&edit, &[("job_title", "Planner")]).await;
        let title = portal.last("Update user").await.id;
        gwen.fill(&format!("/users/{}/expire-password", bram.id), &[("reason", "SD-1")]).await;
        let demanded = portal.last("Expire password").await.id;
        let file = gwen.get("/audit/export.json").await.body;
        let lines = cells(&gwen.get("/audit/export.csv").await.body);
        for (id, ours, azure) in [
            (&manager, "Update user", Some("Set user manager")),
            (&title, "Update user", None),
            (&demanded, "Expire password", Some("Set force change user password")),
        ] {
            let rows = objects(&file);
            let row = rows.iter().find(|row| row["id"] == id.as_str()).unwrap();
            assert_eq!(row["activityDisplayName"], ours, "filters know it by this name: {row}");
            let details = row["additionalDetails"].as_array().unwrap();
            let told =
                details.iter().find(|one| one["key"] == "azureActivity").map(|one| one["value"].as_str().unwrap());
            assert_eq!(told, azure, "{row}");
            let line = lines.iter().find(|line| &line[0] == id).unwrap();
            assert_eq!(line[14].contains("azureActivity="), azure.is_some(), "{line:?}");
            let page = gwen.get(&format!("/audit/{id}")).await;
            assert_eq!(page.says("Name in Azure"), azure.is_some(), "{}", page.main());
            assert!(azure.is_none_or(|name| page.fact("Name in Azure") == name));
        }
    });
}

#[test]
fn whoever_does_not_see_everything_takes_the_own_deeds_along_and_no_others() {
    run(async |portal| {
        setting(portal).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for query in ["", "actor=una", "person=bram"] {
            for row in objects(&helen.get(&format!("/audit/export.json?{query}")).await.body) {
                assert_eq!(
                    row["initiatedBy"]["user"]["userPrincipalName"], "helen.kramer@noordzee.example",
                    "{query}: {row}"
                );
            }
        }
        assert!(helen.get("/sign-ins/export.csv").await.code() == 403);
        let mut rita = portal.signed_in(&portal.holder("Rika Lezer", Role::ReportsReader).await).await;
        let lines = cells(&rita.get("/sign-ins/export.csv?result=failure").await.body);
        assert_eq!(lines[0][..4], ["createdDateTime", "requestId", "status", "failureReason"]);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1][2..5], ["failure", "unknown-user", ""]);
        assert_eq!(lines[2][2..5], ["failure", "wrong-password", "bram.vries@noordzee.example"]);
        let told = portal.last("Download report - finished (bulk)").await;
        assert!(
            told.details.contains(r#""file":"sign-ins""#) && told.details.contains("/sign-ins?result=failure"),
            "{}",
            told.details
        );
    });
}

#[test]
fn a_file_holds_a_quarter_of_a_million_rows_at_most_and_ends_well() {
    run(async |portal| {
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let rows = "INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'operator', NULL, 'test', NULL, NULL, \
                    permission, 'Update group', 'GroupManagement', 'success', NULL, request_id, instance, '{}', key_id, row_mac \
                    FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, $1::text::int) AS n";
        portal.execute(rows, &[&"1234"]).await;
        let file = rita.get("/audit/export.json?category=GroupManagement").await.body;
        assert_eq!(objects(&file).len(), 1234, "several pieces are one array");
        portal.execute(rows, &[&"250700"]).await;
        portal.execute("ANALYZE audit_event", &[]).await;
        let file = rita.get("/audit/export.csv?activity=Update+group").await;
        assert_eq!(file.code(), 200);
        assert_eq!(file.body.matches("\r\n").count(), 250_001);
        let name = file.header("content-disposition").to_owned();
        assert!(name.contains("-at-most-250000.csv"), "{name}");
        let told = portal.last("Download report - finished (bulk)").await;
        assert!(
            told.details.contains(r#""rows":"250000""#) && told.details.contains(r#""cut":"true""#),
            "{}",
            told.details
        );
        let sentence = "rita.lezer downloaded the newest 250000 rows of the audit log; there are more";
        assert!(rita.get("/audit").await.events().iter().any(|event| event.contains(sentence)));
        // One that holds exactly as many is whole.
        let exactly = "DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event WHERE activity = 'Update group' ORDER BY at OFFSET 250000)";
        portal.execute("ALTER TABLE audit_event DISABLE TRIGGER USER", &[]).await;
        portal.execute(exactly, &[]).await;
        let file = rita.get("/audit/export.csv?activity=Update+group").await;
        assert_eq!(file.body.matches("\r\n").count(), 250_001);
        let told = portal.last("Download report - finished (bulk)").await;
        assert!(told.details.contains(r#""rows":"250000""#) && !told.details.contains("cut"), "{}", told.details);
    });
}

#[test]
fn whoever_sees_the_own_deeds_alone_by_now_gets_no_more_of_everybodys() {
    run(async |portal| {
        let rows = "INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'operator', NULL, 'test', NULL, NULL, \
                    permission, 'Update group', 'GroupManagement', 'success', NULL, request_id, instance, '{\"x\":\"' || repeat('x', 6000) || '\"}', key_id, row_mac \
                    FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 6000) AS n";
        portal.execute(rows, &[]).await;
        let rita = portal.holder("Rita Lezer", Role::ReportsReader).await;
        let browser = portal.signed_in(&rita).await;
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = request.get(format!("{}/audit/export.csv", browser.origin)).header("cookie", cookies.join("; "));
        let mut file = request.send().await.unwrap();
        file.chunk().await.unwrap().unwrap();
        // She still may see a log: the one of her own deeds.
        portal.becomes(&rita, Role::HelpdeskAdministrator).await;
        assert!(file.bytes().await.is_err(), "the file went on with everybody's rows");
        let ended = "SELECT count(*) FROM audit_event WHERE activity = 'Download report - finished (bulk)'";
        while portal.count(ended).await == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(portal.last("Download report - finished (bulk)").await.reason, "broken-off");
    });
}
