//! What can be typed.

mod check_config;
mod migrate;
mod portal_link;
mod reports;
mod rotate_keys;
mod serve;

use std::{error::Error, io::Write, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use url::Url;

use crate::config::{self, Overrides};

/// The backend of Houseguest: people arrive as guests, take part at once, and keep everything when they stay.
///
/// Settings come from a file (--config), then from environment variables such as
/// HOUSEGUEST_SERVER__LISTEN, then from these flags; the later one wins. docs/configuration.md lists them all.
#[derive(Debug, Parser)]
#[command(name = "houseguest-backend", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve identity and social on one address, until interrupted.
    ///
    /// To try it: houseguest-backend serve --demo --data ./data
    Serve(Box<ServeFlags>),
    /// Bring the databases up to date without serving.
    Migrate(CommonFlags),
    /// Let new keys sign tokens from now on; the old ones verify until the last token they signed has ended.
    ///
    /// A backend that is serving from the same database takes the new ones up within a second.
    RotateKeys(CommonFlags),
    /// Print a one-time link into the Portal, for an operator who cannot log in.
    ///
    /// It sets a new password, and works while the server runs. Whoever has the link can become the operator.
    PortalLink(PortalLinkFlags),
    /// Print what people reported: posts and comments, with the reason and who wrote them.
    Reports(CommonFlags),
    /// Check the settings without starting anything.
    CheckConfig(CommonFlags),
}

#[derive(Debug, Args)]
struct CommonFlags {
    /// The settings file (TOML).
    #[arg(long, value_name = "FILE", env = "HOUSEGUEST_CONFIG")]
    config: Option<PathBuf>,
    /// The folder of the databases [setting: data.folder].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Welcome the demo's own apps, and fill an empty database with its posts [setting: demo.enabled].
    #[arg(long)]
    demo: bool,
}

#[derive(Debug, Args)]
struct PortalLinkFlags {
    #[command(flatten)]
    common: CommonFlags,
    /// The origin the world reaches the server at [setting: server.public_origin].
    #[arg(long, value_name = "URL")]
    public_origin: Option<Url>,
    /// Whose password is to be set; not needed while there is one operator only.
    #[arg(long, value_name = "NAME", conflicts_with = "new")]
    operator: Option<String>,
    /// Make one more operator instead.
    #[arg(long)]
    new: bool,
}

#[derive(Debug, Args)]
struct ServeFlags {
    #[command(flatten)]
    common: CommonFlags,
    /// The address to listen at; port 0 takes a free one [setting: server.listen].
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// The origin the world reaches this server at [setting: server.public_origin].
    #[arg(long, value_name = "URL")]
    public_origin: Option<Url>,
    /// The folder of the built front end, to be served to browsers [setting: web.root].
    #[arg(long, value_name = "FOLDER")]
    web_root: Option<PathBuf>,
    /// Serve social only, for people of this issuer, such as an Authgear project.
    #[arg(long, value_name = "URL")]
    issuer: Option<Url>,
    /// Switch all rate limits off, for measurements [settings: identity.limits.danger_disabled, social.limits.danger_disabled].
    #[arg(long)]
    no_rate_limits: bool,
}

impl From<CommonFlags> for Overrides {
    fn from(flags: CommonFlags) -> Self {
        Self { config: flags.config, data: flags.data, demo: flags.demo, ..Self::default() }
    }
}

impl From<ServeFlags> for Overrides {
    fn from(flags: ServeFlags) -> Self {
        Self {
            listen: flags.listen,
            public_origin: flags.public_origin,
            web_root: flags.web_root,
            issuer: flags.issuer,
            no_rate_limits: flags.no_rate_limits,
            ..flags.common.into()
        }
    }
}

/// Carries out a command; says what went wrong on the error stream.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    let outcome = match arguments.command {
        Command::Serve(flags) => loaded(*flags).and_then(serve::run),
        Command::Migrate(flags) => loaded(flags).and_then(migrate::run),
        Command::RotateKeys(flags) => loaded(flags).and_then(rotate_keys::run),
        Command::PortalLink(flags) => {
            let PortalLinkFlags { common, public_origin, operator, new } = flags;
            let overrides = Overrides { public_origin, ..common.into() };
            loaded(overrides).and_then(|settings| portal_link::run(settings, operator, new))
        }
        Command::Reports(flags) => loaded(flags).and_then(reports::run),
        Command::CheckConfig(flags) => loaded(flags).and_then(check_config::run),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when the error stream is closed.
            let _ = writeln!(std::io::stderr(), "{}", story(&*error));
            ExitCode::FAILURE
        }
    }
}

type Outcome = Result<(), Box<dyn Error>>;

fn loaded(flags: impl Into<Overrides>) -> Result<config::Settings, Box<dyn Error>> {
    Ok(config::load(&flags.into())?)
}

/// An error and its causes, one a line.
fn story(error: &dyn Error) -> String {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!("\n  because {error}"));
        cause = error.source();
    }
    text
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_makes_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_is_for_people() {
        let help = Arguments::command().render_long_help().to_string();
        insta::assert_snapshot!(help);
    }
}
