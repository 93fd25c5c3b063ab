//! A page of somebody else, open in the browser of a signed-in administrator, can not act in her name.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};

use super::browser::{Browser, Script, quoted};
use super::driver::room;
use super::portal::Portal;

/// Another site: whatever is asked, it answers one page.
struct Elsewhere {
    address: SocketAddr,
}

impl Elsewhere {
    fn serve(page: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                answer(stream, &page).ok();
            }
        });
        Self { address }
    }
}

fn answer(mut stream: TcpStream, page: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let length = page.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{page}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_resets_nobody() {
    let _room = room(1).await;
    let portal = Portal::start();
    let person = portal.person("no role");
    let mut desk = Browser::open(&portal.url, Script::On).await;
    desk.go("/").await;
    desk.sign_in(&portal.person("global administrator")).await;
    desk.enter("find", &person.user_name).await;
    desk.click(&format!("//td[.//*[normalize-space()={}]]//a", quoted(person.short()))).await;
    let profile = desk.place().await;
    desk.press("Reset password").await;

    // The worst case: the other site has even learnt what stands in the administrator's own form.
    let hidden = |name: &str| format!("return document.querySelector('main input[name={name}]').value");
    let token = desk.run(&hidden("csrf_token")).await.as_str().unwrap().to_owned();
    let key = desk.run(&hidden("form_key")).await.as_str().unwrap().to_owned();
    let action = format!("{}{profile}/reset-password", portal.url);
    for stolen in [false, true] {
        let secrets = if stolen {
            format!("<input name=csrf_token value='{token}'><input name=form_key value='{key}'>")
        } else {
            String::new()
        };
        let site = Elsewhere::serve(format!(
            "<!doctype html><title>Kittens</title><form method=post action='{action}'>{secrets}\
             <input name=verified_by value=called-back><input name=delivery value=temporary>\
             <input name=expires value=never><input name=reason value=kittens></form>\
             <script>onload = () => document.forms[0].submit()</script>"
        ));
        // Another host is another site, to which strict cookies do not go; another port is only another origin, to which
        // they do.
        for host in ["localhost", "127.0.0.1"] {
            desk.go(&format!("http://{host}:{}/", site.address.port())).await;
            desk.find("//h1[normalize-space()='This form did not come from here']").await;
            assert_eq!(desk.status().await, 403, "{host}");
            assert_eq!(desk.count("//*[@id='secret']").await, 0);
        }
    }

    desk.go(&profile).await;
    let text = desk.text().await;
    // The navigation speaks of temporary passwords; the person has an own one.
    assert!(text.contains("Set by ") && !text.contains("temporary password"), "{text}");
    desk.go("/audit").await;
    let log = desk.text().await;
    assert!(log.contains("signed in.") && !log.contains("a temporary password."), "{log}");
    let mut caller = Browser::open(&portal.url, Script::On).await;
    caller.go("/").await;
    caller.sign_in(&person).await;
    assert_eq!(caller.place().await, "/account", "the old password still opens");
}
