use houseguest_journeys::live;

#[tokio::test]
async fn smoke() {
    live("smoke", async |desktop| {
        let browser = desktop.open_browser().await?;
        browser.page.visit(&"data:text/html,<p>hello</p>".parse()?).await?;
        browser.page.says("p", "hello").await?;
        browser.page.says("p", "helloo").await?;
        Ok(())
    })
    .await;
}
