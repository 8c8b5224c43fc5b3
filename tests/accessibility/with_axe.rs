//! axe-core, asked about every screen.

use std::{fmt::Write, fs, path::Path};

use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use houseguest_journeys::gallery::{Looks, Room, SCREENS, Site, Size, Theme};
use serde::Deserialize;
use serde_json::json;

/// Something axe-core would have otherwise.
#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    help: String,
    nodes: Vec<Place>,
}

/// Where.
#[derive(Debug, Deserialize)]
struct Place {
    html: String,
    #[serde(rename = "failureSummary")]
    summary: Option<String>,
}

const ASK: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] })
       .then((results) => done(results.violations.map(({ id, help, nodes }) => ({ id, help, nodes }))),
             (error) => done([{ id: 'axe', help: String(error), nodes: [] }]));";

fn axe() -> Result<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("accessibility/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).wrap_err_with(|| format!("{} is missing; ./x setup installs it", file.display()))
}

/// Everything axe-core says about the screens in a browser of this size.
async fn findings(site: &Site, size: Size, looks: &[Looks]) -> Result<String> {
    let axe = axe()?;
    let mut room = Room::open(&site.origin, size, &super::logs("accessibility")?).await?;
    let mut said = String::new();
    for looks in looks {
        for screen in SCREENS {
            room.show(*screen, *looks).await?;
            room.page.run(&axe, Vec::new()).await?;
            let answer = room.page.run_until_done(ASK, Vec::new()).await?;
            let findings: Vec<Finding> = serde_json::from_value(answer)?;
            for finding in findings {
                writeln!(said, "{} ({looks}, {}): {}: {}", screen.name, size.name(), finding.id, finding.help)?;
                for place in finding.nodes {
                    writeln!(said, "    {}\n    {}", place.html, place.summary.unwrap_or_default())?;
                }
            }
        }
    }
    room.leave().await?;
    Ok(said)
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_any_theme() -> Result<()> {
    let site = Site::serve(&super::interface()?).await?;
    let mut looks = Theme::ALL.map(|theme| Looks { theme, language: "en" }).to_vec();
    looks.push(Looks { theme: Theme::Light, language: "ar" });
    let (phone, desk) = futures::try_join!(findings(&site, Size::Phone, &looks), findings(&site, Size::Desk, &looks))?;
    let said = phone + &desk;
    ensure!(said.is_empty(), "axe-core finds:\n{said}");
    Ok(())
}

/// The test above would be worth nothing if axe-core were not really asked.
#[tokio::test]
async fn axe_sees_what_is_wrong() -> Result<()> {
    let site = Site::serve(&super::interface()?).await?;
    let mut room = Room::open(&site.origin, Size::Phone, &super::logs("accessibility-control")?).await?;
    let screen = SCREENS.first().ok_or_else(|| eyre!("there are screens"))?;
    room.show(*screen, Looks { theme: Theme::Light, language: "en" }).await?;
    let spoil =
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"/icon.svg\">')";
    room.page.run(spoil, Vec::new()).await?;
    room.page.run(&axe()?, Vec::new()).await?;
    let answer = room.page.run_until_done(ASK, vec![json!(null)]).await?;
    let findings: Vec<Finding> = serde_json::from_value(answer)?;
    let ids: Vec<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    ensure!(ids.contains(&"button-name") && ids.contains(&"image-alt"), "axe-core sees only {ids:?}");
    room.leave().await
}

/// Nothing has to be scrolled sideways at the least width, in the language with the longest words.
#[tokio::test]
async fn no_screen_is_wider_than_a_small_phone() -> Result<()> {
    let site = Site::serve(&super::interface()?).await?;
    let mut room = Room::open(&site.origin, Size::Small, &super::logs("accessibility-width")?).await?;
    let mut wide = Vec::new();
    for language in ["de", "ar"] {
        for screen in SCREENS {
            room.show(*screen, Looks { theme: Theme::Light, language }).await?;
            let surplus = "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
            let surplus = room.page.run(surplus, Vec::new()).await?.as_i64().unwrap_or(i64::MAX);
            if surplus > 0 {
                wide.push(format!("{} in {language}: {surplus} px too wide", screen.name));
            }
        }
    }
    ensure!(wide.is_empty(), "{wide:#?}");
    room.leave().await
}
