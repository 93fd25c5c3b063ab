//! The hosts of a database address, one by one.

use tokio_postgres::Config;
use tokio_postgres::config::{Host, LoadBalanceHosts};

/// An address for each host of one that names several, in their order, so that each can have a time of its own. One whose parts do not
/// fit together, or that leaves the order to chance, stays as it is.
pub(super) fn one_by_one(all: &Config) -> Vec<Config> {
    let (hosts, ports, addresses) = (all.get_hosts(), all.get_ports().len(), all.get_hostaddrs().len());
    let fit = (ports < 2 || ports == hosts.len()) && (addresses == 0 || addresses == hosts.len());
    if hosts.len() < 2 || !fit || all.get_load_balance_hosts() != LoadBalanceHosts::Disable {
        return vec![all.clone()];
    }
    hosts.iter().enumerate().map(|(at, host)| only(all, at, host)).collect()
}

/// Everything that is asked of all hosts, of this one.
fn only(all: &Config, at: usize, host: &Host) -> Config {
    let mut one = Config::new();
    match host {
        Host::Tcp(name) => one.host(name),
        Host::Unix(folder) => one.host_path(folder),
    };
    if let Some(address) = all.get_hostaddrs().get(at) {
        one.hostaddr(*address);
    }
    // One port alone is everybody's.
    let ports = all.get_ports();
    if let Some(port) = ports.get(at).or(ports.first()) {
        one.port(*port);
    }
    if let Some(user) = all.get_user() {
        one.user(user);
    }
    if let Some(password) = all.get_password() {
        one.password(password);
    }
    if let Some(database) = all.get_dbname() {
        one.dbname(database);
    }
    if let Some(options) = all.get_options() {
        one.options(options);
    }
    if let Some(name) = all.get_application_name() {
        one.application_name(name);
    }
    if let Some(limit) = all.get_connect_timeout() {
        one.connect_timeout(*limit);
    }
    if let Some(limit) = all.get_tcp_user_timeout() {
        one.tcp_user_timeout(*limit);
    }
    one.keepalives(all.get_keepalives()).keepalives_idle(all.get_keepalives_idle());
    if let Some(interval) = all.get_keepalives_interval() {
        one.keepalives_interval(interval);
    }
    if let Some(retries) = all.get_keepalives_retries() {
        one.keepalives_retries(retries);
    }
    one.ssl_mode(all.get_ssl_mode()).ssl_negotiation(all.get_ssl_negotiation());
    one.target_session_attrs(all.get_target_session_attrs()).channel_binding(all.get_channel_binding());
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever can be asked of a database, other than it is by itself.
    const ASKED: &str = "application_name=desk&options=-c%20jit%3Doff&sslmode=require&sslnegotiation=direct&connect_timeout=3\
                         &tcp_user_timeout=4&keepalives=0&keepalives_idle=5&keepalives_interval=6&keepalives_retries=7\
                         &channel_binding=require&target_session_attrs=read-write";

    fn parsed(hosts: &str) -> Config {
        format!("postgresql://latchkey:secret@{hosts}/desk?{ASKED}").parse().unwrap()
    }

    #[test]
    fn each_host_is_asked_for_everything_that_all_are_asked_for() {
        let all = parsed("db1:5433,%2Frun%2Fpg,db3");
        let each = one_by_one(&all);
        assert!(each == [parsed("db1:5433"), parsed("%2Frun%2Fpg"), parsed("db3")], "{each:?}");
    }

    #[test]
    fn ports_and_addresses_stay_with_their_hosts_and_what_does_not_fit_together_stays_as_it_is() {
        let each = |text: &str| one_by_one(&text.parse().unwrap());
        let config = |text: &str| text.parse::<Config>().unwrap();
        let two = each("host=a,b hostaddr=10.0.0.1,10.0.0.2 port=5433");
        assert!(two == [config("host=a hostaddr=10.0.0.1 port=5433"), config("host=b hostaddr=10.0.0.2 port=5433")]);
        for whole in
            ["host=a", "host=a,b,c port=1,2", "host=a,b hostaddr=10.0.0.1", "host=a,b load_balance_hosts=random"]
        {
            assert!(each(whole) == [config(whole)], "{whole}");
        }
    }
}
