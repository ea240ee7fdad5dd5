//! The program: the command line over the embedded library.

fn main() -> std::process::ExitCode {
    bidwright_cli::main(&bidwright::library(), bidwright::SAMPLES)
}
