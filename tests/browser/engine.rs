//! A browser: its driver, its session, and what journeys do with it.
//!
//! Each driver is started here and ended by its own process id.

use crate::{
    ensure,
    outcome::{Fault, Outcome},
};
use axum::http::Method;
use base64::Engine as _;
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction},
    elements::Element,
    wd::{TimeoutConfiguration, WebDriverCompatibleCommand},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a page may take to become what it should: the machine may be slow, the site is not.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// The environment's variable that holds the driver's path.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "PASSERELLE_CHROMEDRIVER",
            Self::Firefox => "PASSERELLE_GECKODRIVER",
            Self::WebKit => "PASSERELLE_WEBKITDRIVER",
        }
    }

    fn capabilities(self) -> Outcome<Value> {
        Ok(match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "args": ["headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-background-networking", "window-size=1280,800"],
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => {
                let mut options = json!({ "args": ["-headless"] });
                if let Some(path) = on_path("firefox-esr") {
                    options["binary"] = json!(path);
                }
                json!({ "moz:firefoxOptions": options })
            }
            Self::WebKit => {
                let binary = mini_browser().ok_or_else(|| Fault::said("MiniBrowser (libwebkit2gtk) n'est pas installé."))?;
                json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] } })
            }
        })
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Debian puts it beside its library, in a folder named by the machine's kind.
fn mini_browser() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let candidates = folders.flat_map(|folder| ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|version| folder.join(version).join("MiniBrowser")));
    candidates.into_iter().find(|path| path.is_file())
}

/// A program that ends with this value: asked to, then made to.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Outcome<Self> {
        let program = command.get_program().to_owned();
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Self).map_err(|error| Fault::said(format!("{} : {error}", Path::new(&program).display())))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = Command::new("kill").arg(self.0.id().to_string()).status();
        for _ in 0..30 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A screen that nobody sees: WebKit hangs without one.
fn screen() -> Outcome<(Running, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    let mut running = Running::start(&mut command)?;
    let output = running.0.stdout.take().ok_or_else(|| Fault::said("Xvfb ne dit rien."))?;
    let mut display = String::new();
    BufReader::new(output).read_line(&mut display)?;
    ensure!(!display.trim().is_empty(), "Xvfb n'a pas ouvert d'écran.");
    Ok((running, format!(":{}", display.trim())))
}

/// A browser with one session.
pub struct Browser {
    pub engine: Engine,
    client: Client,
    // Ended in this order.
    _driver: Running,
    _screen: Option<Running>,
}

impl Browser {
    pub async fn start(engine: Engine, driver: &Path) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(driver);
        command.arg(format!("--port={port}")).stdout(Stdio::null());
        let screen = if engine == Engine::WebKit { Some(screen()?) } else { None };
        if let Some((_, display)) = &screen {
            command.arg("--host=127.0.0.1").env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        }
        let driver = Running::start(&mut command)?;
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            ensure!(begun.elapsed() < PATIENCE, "le pilote de {} ne répond pas.", engine.name());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let Value::Object(capabilities) = engine.capabilities()? {
            builder.capabilities(capabilities);
        }
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await?;
        let browser = Self { engine, client, _driver: driver, _screen: screen.map(|(running, _)| running) };
        let limit = Some(Duration::from_secs(60));
        browser.client.update_timeouts(TimeoutConfiguration::new(limit, limit, Some(Duration::ZERO))).await?;
        browser.size(1280, 800).await?;
        Ok(browser)
    }

    pub async fn end(self) {
        // The driver ends in any case.
        _ = self.client.clone().close().await;
    }

    /// As if it had just been started: what a journey changed is undone.
    pub async fn reset(&self) -> Outcome {
        self.client.goto("about:blank").await?;
        if self.engine == Engine::Chromium {
            self.scripts(true).await?;
            self.devtools("Network.enable", json!({})).await?;
            self.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await?;
            self.devtools("Network.clearBrowserCookies", json!({})).await?;
            self.offline(false).await?;
            self.dark(false).await?;
            self.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": 16, "fixed": 13 } })).await?;
            self.log().await?;
        }
        self.size(1280, 800).await
    }

    // Going places.

    pub async fn goto(&self, url: &str) -> Outcome {
        Ok(self.client.goto(url).await?)
    }

    /// Goes to `url` and waits until the program has taken the page over.
    pub async fn goto_alive(&self, url: &str) -> Outcome {
        self.goto(url).await?;
        self.alive().await
    }

    pub async fn alive(&self) -> Outcome {
        self.until("history.scrollRestoration === 'manual'", "the program takes the page over").await
    }

    /// WebKit's own way back leaves out pages that no finger led to: there, the page goes back by itself.
    pub async fn back(&self) -> Outcome {
        if self.engine == Engine::WebKit {
            return self.run("history.back()").await;
        }
        Ok(self.client.back().await?)
    }

    pub async fn forward(&self) -> Outcome {
        if self.engine == Engine::WebKit {
            return self.run("history.forward()").await;
        }
        Ok(self.client.forward().await?)
    }

    pub async fn url(&self) -> Outcome<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    // Asking the page.

    /// The value of a JavaScript expression.
    pub async fn value(&self, expression: &str) -> Outcome<Value> {
        let value = self.client.execute(&format!("return ({expression});"), Vec::new()).await;
        value.map_err(|error| Fault::said(format!("{expression}\n{error}")))
    }

    pub async fn holds(&self, expression: &str) -> Outcome<bool> {
        Ok(self.value(&format!("!!({expression})")).await? == Value::Bool(true))
    }

    pub async fn words(&self, expression: &str) -> Outcome<String> {
        Ok(self.value(expression).await?.as_str().unwrap_or_default().to_owned())
    }

    pub async fn number(&self, expression: &str) -> Outcome<f64> {
        Ok(self.value(expression).await?.as_f64().unwrap_or(f64::NAN))
    }

    pub async fn list(&self, expression: &str) -> Outcome<Vec<String>> {
        let value = self.value(expression).await?;
        Ok(value.as_array().into_iter().flatten().map(|value| value.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// What `script` hands to its callback, its last argument.
    pub async fn later(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    pub async fn run(&self, script: &str) -> Outcome {
        self.client.execute(script, Vec::new()).await.map_err(|error| Fault::said(format!("{script}\n{error}")))?;
        Ok(())
    }

    /// Waits until `expression` is true. `what`: what is waited for, in words.
    pub async fn until(&self, expression: &str, what: &str) -> Outcome {
        let begun = Instant::now();
        let mut last = None;
        while begun.elapsed() < PATIENCE {
            match self.holds(expression).await {
                Ok(true) => return Ok(()),
                Ok(false) => last = None,
                // A page on its way out answers with an error.
                Err(fault) => last = Some(fault),
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        let why = last.map(|fault| format!(" ({fault})")).unwrap_or_default();
        Err(Fault::said(format!("waited in vain: {what}; at {}{why}", self.url().await.unwrap_or_default())))
    }

    pub async fn heading(&self) -> Outcome<String> {
        self.words("document.querySelector('h1')?.textContent ?? ''").await
    }

    pub async fn until_heading(&self, heading: &str) -> Outcome {
        let expression = format!("document.querySelector('main h1')?.textContent === {}", json!(heading));
        self.until(&expression, &format!("the page « {heading} »")).await
    }

    // Acting as a reader.

    pub async fn find(&self, selector: &str) -> Outcome<Element> {
        self.client.find(Locator::Css(selector)).await.map_err(|error| Fault::said(format!("{selector} : {error}")))
    }

    /// As a finger does: brings it into view, points at it, presses.
    pub async fn click(&self, selector: &str) -> Outcome {
        self.find(selector).await?.click().await.map_err(|error| Fault::said(format!("click on {selector} : {error}")))
    }

    /// Only the event: nothing scrolls, nothing is pointed at.
    pub async fn activate(&self, selector: &str) -> Outcome {
        ensure!(self.holds(&format!("document.querySelector({})", json!(selector))).await?, "{selector} is not there, at {}", self.url().await?);
        self.run(&format!("document.querySelector({}).click()", json!(selector))).await
    }

    pub async fn point_at(&self, selector: &str) -> Outcome {
        let element = self.find(selector).await?;
        let over = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        Ok(self.client.perform_actions(MouseActions::new("mouse".to_owned()).then(over)).await?)
    }

    pub async fn press(&self, key: char) -> Outcome {
        let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// The Tab key with Shift: backwards.
    pub async fn shift_tab(&self) -> Outcome {
        let (shift, tab) = ('\u{e008}', '\u{e004}');
        let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: shift }).then(KeyAction::Down { value: tab });
        let keys = keys.then(KeyAction::Up { value: tab }).then(KeyAction::Up { value: shift });
        Ok(self.client.perform_actions(keys).await?)
    }

    pub async fn write(&self, selector: &str, words: &str) -> Outcome {
        Ok(self.find(selector).await?.send_keys(words).await?)
    }

    // The window.

    /// In CSS pixels; only Chromium keeps to it under some 500.
    pub async fn size(&self, width: u32, height: u32) -> Outcome {
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(|_| ());
        }
        // A window that cannot be made smaller stays as it is.
        _ = self.client.set_window_size(width, height).await;
        Ok(())
    }

    // Chromium only.

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.client.issue_cmd(Raw { path: "goog/cdp/execute", body }).await;
        answer.map_err(|error| Fault::said(format!("{command} : {error}")))
    }

    pub async fn scripts(&self, allowed: bool) -> Outcome {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await.map(|_| ())
    }

    pub async fn offline(&self, offline: bool) -> Outcome {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await.map(|_| ())
    }

    pub async fn block(&self, pattern: &str) -> Outcome {
        self.devtools("Network.setBlockedURLs", json!({ "urls": [pattern] })).await.map(|_| ())
    }

    pub async fn dark(&self, dark: bool) -> Outcome {
        self.media("", &[("prefers-color-scheme", if dark { "dark" } else { "light" })]).await
    }

    /// What the system asks for, and `medium` (`print`; empty for the screen). Without motion unless `wishes` say otherwise: nothing is waited for.
    pub async fn media(&self, medium: &str, wishes: &[(&str, &str)]) -> Outcome {
        let mut wishes = wishes.to_vec();
        if !wishes.iter().any(|(name, _)| *name == "prefers-reduced-motion") {
            wishes.push(("prefers-reduced-motion", "reduce"));
        }
        let features: Vec<Value> = wishes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await.map(|_| ())
    }

    /// A window of `width` × `height` CSS pixels of a reader who enlarges everything `zoom` times.
    pub async fn zoomed(&self, width: u32, height: u32, zoom: u32) -> Outcome {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(|_| ())
    }

    /// The file that `command` answers with, in its member `data`.
    pub async fn file(&self, command: &str, parameters: Value) -> Outcome<Vec<u8>> {
        let answer = self.devtools(command, parameters).await?;
        let data = answer["data"].as_str().ok_or_else(|| Fault::said(format!("{command} gives no file")))?;
        Ok(base64::engine::general_purpose::STANDARD.decode(data)?)
    }

    /// Fonts are there; for pages whose scripts do not run, and which call nobody back.
    pub async fn settled_without_scripts(&self) -> Outcome {
        self.until("document.fonts.status === 'loaded'", "the font").await?;
        tokio::time::sleep(Duration::from_millis(150)).await;
        Ok(())
    }

    /// Fonts are there and what was asked for is drawn.
    pub async fn settled(&self) -> Outcome {
        let script = "const done = arguments[arguments.length - 1];
            const pictures = [...document.images].filter((picture) => picture.loading !== 'lazy').map((picture) => picture.decode().catch(() => 0));
            const drawn = new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
            // A page that nobody draws waits no longer than this.
            Promise.race([Promise.all([document.fonts.ready, drawn, ...pictures]), new Promise((then) => setTimeout(then, 3000))]).then(() => done(true))";
        self.later(script, Vec::new()).await.map(|_| ())
    }

    /// Runs `script` in every page from now on, before the page's own; gives what takes it away.
    /// Takes away what the hour of the day changes: whether somebody answers now.
    pub async fn timeless(&self) -> Outcome {
        self.run("document.querySelectorAll('[data-openings]').forEach((line) => { line.dataset.openings = ''; line.textContent = ''; line.removeAttribute('data-open'); })").await
    }

    pub async fn before_pages(&self, script: &str) -> Outcome<Value> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
    }

    pub async fn no_longer_before_pages(&self, identifier: Value) -> Outcome {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier).await.map(|_| ())
    }

    /// The console since the last call: level and message.
    pub async fn log(&self) -> Outcome<Vec<(String, String)>> {
        let entries = self.client.issue_cmd(Raw { path: "se/log", body: json!({ "type": "browser" }) }).await?;
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        Ok(entries.as_array().into_iter().flatten().map(|entry| (text(entry, "level"), text(entry, "message"))).collect())
    }
}

/// A command that the standard does not know.
#[derive(Debug)]
struct Raw {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _url: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
