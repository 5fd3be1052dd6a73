package org.securecontext.endtoend.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a new, empty profile. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BLOCKED = "2";

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test with one line where there is no Chromium with its driver. */
    static Chromium start() {
        return start(Map.of());
    }

    /** A browser in which no page may run a script. */
    static Chromium startWithoutScripts() {
        return start(Map.of("profile.managed_default_content_settings.javascript", Integer.valueOf(BLOCKED)));
    }

    private static Chromium start(Map<String, Object> preferences) {
        Optional<Path> browser = onPath("chromium").or(() -> onPath("google-chrome"));
        Optional<Path> driver = onPath("chromedriver");
        assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "Browser tests skipped: chromium and chromedriver are not both on the PATH");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + newProfile());
        options.setExperimentalOption("prefs", preferences);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    URI address() {
        return URI.create(String.valueOf(driver.getCurrentUrl()));
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Where a link leads. */
    String link(String selector) {
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("href"));
    }

    void forgetCookies() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Signs in at the demo provider, unless this browser is signed in there already. */
    void signInIfAsked() {
        new WebDriverWait(driver, PATIENCE)
                .until(it -> address().getPath().equals("/login")
                        || address().getPath().equals("/consent"));
        if (address().getPath().equals("/login")) {
            press("alice", Keys.TAB, "password", Keys.ENTER);
            awaitAddress("/consent");
        }
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Waits until the address contains this. */
    void awaitAddress(String part) {
        new WebDriverWait(driver, PATIENCE)
                .until(it -> String.valueOf(driver.getCurrentUrl()).contains(part));
    }

    void awaitText(String selector, String part) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(it -> text(selector).contains(part));
    }

    /** Types into a field in the place of what it holds. */
    void type(String selector, String text) {
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /** Runs this in the page, as an attacker who had found a way in. */
    void run(String script) {
        Object unused = driver.executeScript(script);
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    /** Types into whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the element with this text has the focus. */
    void tabTo(String text) {
        for (int presses = 1; presses <= 15; presses++) {
            press(Keys.TAB);
            if (focused().getText().contains(text)) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + text + " on " + address());
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Whether one sees where the focus is. */
    boolean focusIsVisible() {
        return !"none".equals(focused().getCssValue("outline-style"))
                && !"0px".equals(focused().getCssValue("outline-width"));
    }

    /** Shows pages as on a screen of this width, light or dark, from now on. */
    void appearance(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    boolean scrollsSideways() {
        return Boolean.TRUE.equals(
                driver.executeScript("return document.documentElement.scrollWidth > window.innerWidth"));
    }

    /** What axe-core finds wrong with the page, one line for each rule. */
    List<String> accessibilityViolations() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream().map(Chromium::line).toList();
    }

    /** Errors on the browser's console since the last call, among them each breach of the content security policy. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** The whole page as target/screenshots/NAME.png. */
    void screenshot(String name) {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String line(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static Optional<Path> onPath(String command) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .map(directory -> Path.of(directory, command))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    private static Path newProfile() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "profiles"));
            return Files.createTempDirectory(parent, "chromium-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
