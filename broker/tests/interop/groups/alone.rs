//! Groups whose members are all of one client, with each protocol that it knows.

use super::{
    member::{Kind, Protocol},
    scene::{Scene, broker},
};

/// Three join one after another, the first leaves, a fourth joins.
fn come_and_go(kind: Kind, protocol: Protocol) -> Option<usize> {
    let mut scene = Scene::start(broker()?, &format!("{kind:?}-{protocol:?}"));
    let first = scene.join(kind, protocol)?;
    scene.until_all_partitions_move();
    let second = scene.join(kind, protocol)?;
    scene.until_all_consume(&[first, second]);
    let third = scene.join(kind, protocol)?;
    scene.until_all_consume(&[first, second, third]);
    scene.leave(first);
    scene.until_all_partitions_move();
    let fourth = scene.join(kind, protocol)?;
    scene.until_all_consume(&[second, third, fourth]);
    Some(scene.finish())
}

/// Three join, one is killed, and the others get what it had.
fn one_is_killed(kind: Kind, protocol: Protocol) -> Option<usize> {
    let mut scene = Scene::start(broker()?, &format!("killed-{kind:?}-{protocol:?}"));
    let first = scene.join(kind, protocol)?;
    let second = scene.join(kind, protocol)?;
    let third = scene.join(kind, protocol)?;
    scene.until_all_consume(&[first, second, third]);
    scene.kill(first);
    scene.until_all_partitions_move();
    scene.until_all_consume(&[second, third]);
    Some(scene.finish())
}

macro_rules! tests {
    ($($name:ident: $what:ident, $kind:ident, $protocol:ident;)*) => {
        $(
            #[test]
            fn $name() {
                let duplicates = $what(Kind::$kind, Protocol::$protocol).unwrap_or(0);
                // These commit by themselves, and whenever partitions are taken from them.
                let commits_all = matches!(
                    (Kind::$kind, Protocol::$protocol),
                    (Kind::Kcat, Protocol::Range) | (Kind::Console, _)
                );
                assert!(!commits_all || duplicates == 0, "{duplicates} more than once");
            }
        )*
    };
}

tests! {
    confluent_kafka_comes_and_goes: come_and_go, Confluent, Range;
    confluent_kafka_comes_and_goes_cooperatively: come_and_go, Confluent, Cooperative;
    confluent_kafka_comes_and_goes_with_kip_848: come_and_go, Confluent, Consumer;
    aiokafka_comes_and_goes: come_and_go, Aiokafka, Range;
    kafkas_verifiable_consumer_comes_and_goes: come_and_go, Verifiable, Range;
    kafkas_verifiable_consumer_comes_and_goes_cooperatively: come_and_go, Verifiable, Cooperative;
    kafkas_verifiable_consumer_comes_and_goes_with_kip_848: come_and_go, Verifiable, Consumer;
    kafkas_console_consumer_comes_and_goes: come_and_go, Console, Range;
    kafkas_console_consumer_comes_and_goes_with_kip_848: come_and_go, Console, Consumer;
    kcat_comes_and_goes: come_and_go, Kcat, Range;
    kcat_comes_and_goes_cooperatively: come_and_go, Kcat, Cooperative;
    franz_go_comes_and_goes: come_and_go, FranzGo, Range;
    franz_go_comes_and_goes_cooperatively: come_and_go, FranzGo, Cooperative;
    franz_go_comes_and_goes_with_kip_848: come_and_go, FranzGo, Consumer;
    kafkajs_comes_and_goes: come_and_go, Kafkajs, Range;
    ottla_comes_and_goes: come_and_go, Ottla, Range;
    ottla_comes_and_goes_cooperatively: come_and_go, Ottla, Cooperative;
    ottla_comes_and_goes_with_kip_848: come_and_go, Ottla, Consumer;
    a_killed_ottla_is_replaced: one_is_killed, Ottla, Cooperative;
    a_killed_ottla_is_replaced_with_kip_848: one_is_killed, Ottla, Consumer;
    a_killed_confluent_kafka_is_replaced: one_is_killed, Confluent, Cooperative;
    a_killed_franz_go_is_replaced: one_is_killed, FranzGo, Range;
    a_killed_verifiable_consumer_is_replaced_with_kip_848: one_is_killed, Verifiable, Consumer;
}
