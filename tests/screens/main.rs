//! Draws every screen of the interface, for people to look at: `./x screens`.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use color_eyre::eyre::{Result, WrapErr, eyre};
use houseguest_journeys::gallery::{Looks, Room, SCREENS, Screen, Site, Size, Theme};

/// The pictures of the README: the screen, how it is looked at, and the file.
const README: &[(&str, Size, Looks, &str)] = &[
    ("feed-guest", Size::Desk, Looks { theme: Theme::Light, language: "en" }, "feed.png"),
    ("thread-guest", Size::Phone, Looks { theme: Theme::Dark, language: "en" }, "thread.png"),
    ("keep-promoted", Size::Phone, Looks { theme: Theme::Light, language: "en" }, "kept.png"),
    ("feed-guest", Size::Phone, Looks { theme: Theme::Dark, language: "ar" }, "feed-arabic.png"),
    ("you-guest", Size::Phone, Looks { theme: Theme::HighContrast, language: "en" }, "you.png"),
];

/// Every theme in English, and one in each other language.
fn all_looks() -> Vec<Looks> {
    let themes = Theme::ALL.map(|theme| Looks { theme, language: "en" });
    let languages = ["ar", "de", "es", "zh-Hant"].map(|language| Looks { theme: Theme::Light, language });
    themes.into_iter().chain(languages).collect()
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(root), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(eyre!("usage: screens INTERFACE FOLDER [--readme FOLDER | NAME...]"));
    };
    let (root, to) = (PathBuf::from(root), PathBuf::from(to));
    let wanted: Vec<String> = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    fs::create_dir_all(&to)?;
    let site = Site::serve(&root).await?;
    let began = Instant::now();
    let count = if let [flag, folder] = &wanted[..]
        && flag == "--readme"
    {
        for_readme(&site, &to, Path::new(folder)).await?
    } else {
        let chosen: Vec<Screen> = SCREENS
            .iter()
            .copied()
            .filter(|screen| wanted.is_empty() || wanted.iter().any(|name| screen.name.starts_with(name.as_str())))
            .collect();
        // Two browsers at once, one for each size.
        let (phone, desk) =
            futures::try_join!(draw(&site, &to, Size::Phone, &chosen), draw(&site, &to, Size::Desk, &chosen))?;
        fs::write(to.join("index.html"), gallery(&chosen))?;
        phone + desk
    };
    let mut out = std::io::stdout();
    std::io::Write::write_fmt(&mut out, format_args!("{count} pictures in {:.0?}\n", began.elapsed()))?;
    Ok(())
}

async fn draw(site: &Site, to: &Path, size: Size, screens: &[Screen]) -> Result<usize> {
    let mut room = Room::open(&site.origin, size, to).await?;
    let mut count = 0;
    for looks in all_looks() {
        for screen in screens {
            room.show(*screen, looks).await?;
            room.page.picture(&to.join(file(*screen, looks, size))).await?;
            count += 1;
        }
    }
    room.leave().await?;
    Ok(count)
}

async fn for_readme(site: &Site, logs: &Path, to: &Path) -> Result<usize> {
    for size in Size::ALL {
        let mut room = Room::open(&site.origin, size, logs).await?;
        for (name, _, looks, file) in README.iter().filter(|(_, wanted, ..)| *wanted == size) {
            let screen = SCREENS.iter().find(|screen| screen.name == *name).ok_or_else(|| eyre!("no screen {name}"))?;
            room.show(*screen, *looks).await?;
            room.page.picture(&to.join(file)).await.wrap_err_with(|| format!("drawing {name}"))?;
        }
        room.leave().await?;
    }
    Ok(README.len())
}

fn file(screen: Screen, looks: Looks, size: Size) -> String {
    format!("{}-{looks}-{}.png", screen.name, size.name())
}

/// A page with all pictures, one row a screen.
fn gallery(screens: &[Screen]) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Screens</title>\
         <style>body{font:16px system-ui;margin:2rem;background:#ddd}section{display:flex;gap:1rem;overflow-x:auto}\
         figure{margin:0}img{height:28rem;border:1px solid #888}figcaption{font-size:.8rem}</style><h1>Screens</h1>\n",
    );
    for screen in screens {
        let _infallible = writeln!(page, "<h2 id=\"{0}\">{0}</h2><section>", screen.name);
        for size in Size::ALL {
            for looks in all_looks() {
                let file = file(*screen, looks, size);
                let _infallible = writeln!(
                    page,
                    "<figure><a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"{} in {looks}\"></a>\
                     <figcaption>{looks}, {}</figcaption></figure>",
                    screen.name,
                    size.name()
                );
            }
        }
        page.push_str("</section>\n");
    }
    page
}
