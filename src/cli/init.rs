//! `bidwright init DIR`: a new workspace with a commented deal.

use std::path::Path;

use super::terminal::{print, say};
use super::{Exit, Sample};
use bidwright_base::words;

pub(super) fn run(samples: &[Sample], dir: &Path, sample: &str) -> Exit {
    let Some((_, deal)) = samples.iter().find(|(name, _)| *name == sample) else {
        say(&format!("error: no sample is called `{sample}`\n"));
        say(&format!("hint: {}", words::did_you_mean(sample, samples.iter().map(|(name, _)| *name))));
        return Exit::Usage;
    };
    let folder = dir.join("deals").join(sample);
    let file = folder.join("deal.toml");
    if file.exists() {
        say(&format!("error: {} is already there", file.display()));
        return Exit::Usage;
    }
    let made = ["pricing", "templates"].iter().try_for_each(|name| std::fs::create_dir_all(dir.join(name)));
    if let Err(problem) =
        made.and_then(|()| std::fs::create_dir_all(&folder)).and_then(|()| std::fs::write(&file, deal))
    {
        say(&format!("error: cannot write {}: {problem}", file.display()));
        return Exit::Findings;
    }
    print(&format!(
        "made {}\n\nnext:\n  edit    {}\n  check   bidwright check {1}\n  build   bidwright build {1}\n\n\
         Files you put under {0}/pricing and {0}/templates hide the built-in ones with the same id.",
        dir.display(),
        file.display()
    ));
    Exit::Done
}
