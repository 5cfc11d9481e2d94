//! Links between brokers are cut while clients, who reach all of them, write: what was acknowledged is read back once, in
//! order, and writes go on while the links are cut. So it is with transactions.

use super::{
    brokers::{Brokers, IDS},
    load::topic,
    network::Network,
    numbers::{Numbers, SETTINGS},
    under_load::Scene,
};

/// Brokers in a network of their own, under load.
fn start(settings: &[&str]) -> Option<Scene> {
    let brokers = Brokers::start_in(Network::build()?, settings)?;
    Scene::on(brokers, vec![topic("java"), topic("franz")])
}

fn others(of: i32) -> Vec<i32> {
    IDS.into_iter().filter(|id| *id != of).collect()
}

/// Cuts links, has writes go on, mends them, and waits until all replicas are in sync.
fn cut(scene: &mut Scene, what: &str, links: &[(i32, i32)]) {
    scene.trouble(what, |brokers| {
        links.iter().for_each(|(from, to)| brokers.network().cut(*from, *to));
    });
    scene.brokers.network().mend();
    scene.heal();
    scene.go_on();
}

#[test]
fn what_is_acknowledged_outlives_leaders_that_only_clients_reach() {
    let Some(mut scene) = start(&[]) else { return };
    for _ in 0..2 {
        let leader = scene.leader();
        let links: Vec<(i32, i32)> = others(leader)
            .into_iter()
            .flat_map(|other| [(leader, other), (other, leader)])
            .collect();
        cut(&mut scene, "a leader is cut off from the other brokers", &links);
    }
    scene.finish();
}

#[test]
fn what_is_acknowledged_outlives_links_that_are_cut_in_one_direction() {
    let Some(mut scene) = start(&[]) else { return };
    for hears in [true, false] {
        let leader = scene.leader();
        let link = |other: i32| if hears { (leader, other) } else { (other, leader) };
        let links: Vec<(i32, i32)> = others(leader).into_iter().map(link).collect();
        let what = match hears {
            true => "what a leader sends to other brokers vanishes",
            false => "what other brokers send to a leader vanishes",
        };
        cut(&mut scene, what, &links);
    }
    scene.finish();
}

#[test]
fn what_is_acknowledged_outlives_brokers_that_reach_each_other_by_a_third_only() {
    // Until then a follower that does not fetch is waited for; Kafka's default is 30 s.
    let Some(mut scene) = start(&["replica.lag.time.max.ms=3000"]) else { return };
    let controller = scene.brokers.active_controller(None);
    let [one, other] = others(controller)[..] else { unreachable!("there are three") };
    cut(&mut scene, "two brokers do not reach each other", &[(one, other), (other, one)]);
    // The active controller and another one, of which each reaches the third.
    let links = [(controller, one), (one, controller)];
    cut(&mut scene, "the active controller and another do not reach each other", &links);
    scene.finish();
}

#[test]
fn transactions_are_whole_though_other_brokers_do_not_reach_their_coordinator() {
    let Some(network) = Network::build() else { return };
    let Some(brokers) = Brokers::start_in(network, &SETTINGS) else { return };
    let Some(numbers) = Numbers::on(brokers) else { return };
    for ways in [Ways::Both, Ways::From, Ways::Both] {
        let coordinator = numbers.coordinator(None);
        for other in others(coordinator) {
            numbers.brokers.network().cut(coordinator, other);
            if ways == Ways::Both {
                numbers.brokers.network().cut(other, coordinator);
            }
        }
        // The client reaches it all the while, and it takes itself for the coordinator.
        assert_ne!(numbers.coordinator(Some(coordinator)), coordinator);
        numbers.go_on();
        numbers.brokers.network().mend();
        numbers.heal();
    }
    numbers.finish();
}

/// Which packets of a broker vanish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ways {
    From,
    Both,
}
