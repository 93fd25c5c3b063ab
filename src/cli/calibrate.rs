//! `latchkey calibrate`: which cost of a password hash this machine bears (security 4.4).

use std::time::{Duration, Instant};

use clap::Args;
use futures_util::future::join_all;

use super::output;
use crate::host::argon::HashCost;
use crate::host::hash_pool::{HashPool, HashPoolOptions, Lane, Place};

/// Rounds of as many hashes as there are threads, of which the quickest counts: whatever else the machine does only makes it slower.
const ROUNDS: usize = 4;
/// Memory first, then passes: memory is what makes guessing on graphics cards dear. In KiB; the first is the least that is accepted.
const MEMORY: [u32; 5] = [19_456, 24_576, 32_768, 47_104, 65_536];
const MOST_PASSES: u32 = 16;

/// `latchkey calibrate`.
#[derive(Debug, Args)]
pub struct Calibrate {
    /// A hash may take so many milliseconds while every core is at work.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(10..=5_000))]
    target: u64,
}

/// Measures, and proposes.
///
/// # Errors
/// When no threads or no randomness are to be had.
pub async fn calibrate(asked: &Calibrate) -> anyhow::Result<()> {
    let target = Duration::from_millis(asked.target);
    let memory = MEMORY.map(|memory_kib| HashCost { memory_kib, passes: 2, lanes: 1 });
    let most = MEMORY[MEMORY.len() - 1];
    let passes = (3..=MOST_PASSES).map(|passes| HashCost { memory_kib: most, passes, lanes: 1 });
    let mut proposed = None;
    for cost in memory.into_iter().chain(passes) {
        let took = measured(cost).await?;
        output::tell(&format!("{} KiB, {} passes: {} ms", cost.memory_kib, cost.passes, took.as_millis()));
        if took > target {
            break;
        }
        proposed = Some(cost);
    }
    let Some(cost) = proposed else {
        let least = MEMORY[0];
        output::say(&format!(
            "Even the least that is accepted ({least} KiB, 2 passes), which is the default, takes longer than {} ms here. Keep it.",
            asked.target
        ));
        return Ok(());
    };
    output::say(&format!("argon2_memory_kib = {}", cost.memory_kib));
    output::say(&format!("argon2_passes = {}", cost.passes));
    Ok(())
}

/// How long one hash takes while every core hashes.
async fn measured(cost: HashCost) -> anyhow::Result<Duration> {
    let options = HashPoolOptions { cost, wait_limit: Duration::from_mins(1), ..HashPoolOptions::default() };
    let pool = HashPool::start(&options)?;
    let mut best = Duration::MAX;
    // The first round gets the memory, and is not counted.
    for round in 0..=ROUNDS {
        let started = Instant::now();
        let hashes =
            (0..options.threads).map(|_| pool.hash(Lane::Anonymous(Place::NOWHERE), b"a password of usual length"));
        for hash in join_all(hashes).await {
            hash?;
        }
        if round > 0 {
            best = best.min(started.elapsed());
        }
    }
    Ok(best)
}
