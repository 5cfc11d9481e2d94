//! The client's part of `cargo xtask bench cluster`: our client on a cluster of Ottla or of Apache Kafka, all
//! alike. `cargo bench -p ottla-broker --bench cluster -- BOOTSTRAP` takes commands from standard input, one a
//! line, and answers each with one line, until its input ends.

mod state;
mod writes;

use std::{
    env,
    io::{BufRead, Write},
};

use ottla::{Client, admin::ElectionType};
use tokio::runtime::{Builder, Handle};
use writes::Writers;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    let Some(bootstrap) = env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("this is a part of cargo xtask bench cluster; it needs HOST:PORT,...");
        return Ok(());
    };
    let filter = tracing_subscriber::EnvFilter::from_env("OTTLA_LOG");
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let client = runtime.block_on(Client::connect(&bootstrap))?;
    let handle = runtime.handle().clone();
    let mut session = Session { bootstrap, client, handle, writers: None };
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words = line.split_whitespace().collect::<Vec<_>>();
        let answer = runtime.block_on(session.answer(&words));
        let answer = answer.unwrap_or_else(|error| format!("error {line}: {error}"));
        println!("{answer}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

struct Session {
    bootstrap: String,
    client: Client,
    handle: Handle,
    writers: Option<Writers>,
}

impl Session {
    async fn answer(&mut self, words: &[&str]) -> Result<String> {
        let client = &self.client;
        match *words {
            // Topics with three replicas that all have, led by the brokers that are preferred.
            ["create", partitions, ref topics @ ..] => {
                state::create(client, topics, partitions.parse()?).await?;
                state::settled(client, topics).await
            }
            ["settle", ref topics @ ..] => {
                state::in_sync(client, topics).await?;
                // Where all is as it should be already, this is an error of each partition.
                client.admin().elect_all_leaders(ElectionType::Preferred).await?;
                state::settled(client, topics).await
            }
            ["remove", ref topics @ ..] => {
                client.admin().delete_topics(topics).await?;
                Ok("removed".into())
            }
            ["controller"] => state::controller(client).await,
            // When each partition is led by another broker than this.
            ["led-without", broker, ref topics @ ..] => {
                state::led_without(client, topics, broker.parse()?).await
            }
            ["produce", topic, records, bytes] => {
                writes::produce(client, topic, records.parse()?, bytes.parse()?).await
            }
            ["touch", partitions, ref topics @ ..] => {
                writes::touch(client, topics, partitions.parse()?).await
            }
            ["watch", topic, partitions, ref backoff_ms @ ..] => {
                let options = writes::options(backoff_ms.first().copied())?;
                let client = Client::connect_with(&self.bootstrap, options).await?;
                let watched = Writers::begin(&client, &self.handle, topic, partitions.parse()?)?;
                self.writers = Some(watched);
                Ok("watched".into())
            }
            ["mark"] => self.writers()?.mark().await,
            ["silence"] => self.writers()?.longest_silence().await,
            _ => Err("not a command".into()),
        }
    }

    fn writers(&self) -> Result<&Writers> {
        self.writers.as_ref().ok_or_else(|| "nothing is watched".into())
    }
}
