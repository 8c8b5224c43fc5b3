### 正體中文。訪客隨意看看，客人參與其中，成員有自己的鑰匙。

# The language's own name for itself, as shown in the list of languages.
language-name = 正體中文

## Titles of pages, in the window's title bar

title-feed = 動態 · Houseguest
title-thread = 貼文 · Houseguest
title-preferences = 偏好設定 · Houseguest
title-you = 你 · Houseguest
title-not-found = 找不到頁面 · Houseguest

## Around every page

house-name = Houseguest
skip-to-content = 跳到內容
nav-label = 主選單
nav-feed = 動態
nav-preferences = 偏好設定
nav-you = 你
loading = 載入中…
try-again = 再試一次
understood = 知道了
dismiss = 關閉
copied = 已複製
copy-refused = 無法複製
to-feed = 回到動態
not-found-heading = 這裡沒有住人
not-found-text = 這個網址沒有對應的頁面，或貼文已被移除。
unreachable = 沒有人應門
stopped-text = 我們的一個錯誤讓應用程式停了下來。你的帳號和寫到一半的內容都還在。
stopped-again = 重新載入
standing-guest = 客人
standing-member = 成員

## Times

time-now = 剛剛
time-minutes = { $count } 分鐘前
time-hours = { $count } 小時前
time-days = { $count ->
    [1] 昨天
   *[other] { $count } 天前
}

## The card beside a wide page

porch-label = 你在這裡的身分
porch-visitor = 門是開著的
porch-visitor-text = 你正在隨意看看。我們沒有為你建立任何東西；在你寫下文字、表達心情或選擇偏好之前，也不會建立。
porch-known = 你是 { $name }
porch-guest-text = 你是客人：不必註冊，也沒有密碼。想保留帳號隨時都行，你做過的一切都還是你的。
porch-member-text = 你是成員。你當客人時做過的一切，都跟著你來了。
porch-signed-out = 你已登出
porch-signed-out-text = 你的鑰匙還在這裡，隨時可以讓同一位客人回來。
porch-ended = 你的工作階段已結束
porch-ended-text = 你的帳號和裡面的一切都還在。登入就能回來。
porch-more = 更多關於你

# Said once, when a visitor has just become a guest by doing something.
welcome-guest = 請進。你現在是 { $name }，而且不用註冊。

## The feed

feed-heading = 最近的事
feed-lede-visitor = 進來看看吧，不需要帳號。
feed-lede-guest = 很高興你在這裡。
feed-lede-member = 歡迎回家。
feed-lede-signed-out = 你已登出。閱讀不需要帳號。
feed-more = 顯示更早的貼文
feed-end = 就這些了。你已經走到大門口。
feed-empty = 這裡很安靜
feed-empty-text = 還沒有人發布。你可以是第一個。
feed-failed = 動態沒有載入
comment-count = { $count ->
    [0] 沒有留言
   *[other] { $count } 則留言
}

## Reactions; the first words of a label say what pressing does

reactions-to = 對「{ $title }」的心情
reaction-love = 喜歡，{ $count } 人
reaction-laugh = 好笑，{ $count } 人
reaction-think = 引人深思，{ $count } 人
reaction-cheer = 喝采，{ $count } 人
# $reason is one of the clauses under "Why something did not work".
reaction-refused = 你的心情已收回：{ $reason }。

## A thread

thread-failed = 貼文沒有載入
comments-heading = 留言
comments-more = 顯示更多留言
comments-failed = 留言沒有載入
comments-empty = 還沒有留言
comments-empty-text = 來說第一句話吧。
comment-mine = 你
author-left = 已離開的人
comment-deleted = 這則留言已刪除。
# Stands for the writer's name until the server has given one.
comment-you = 你
comment-reply = 回覆
comment-reply-to = 回覆 { $name }
comment-sending = 發布中…
comment-posted = 你的留言已發布。
comment-refused = 你的留言沒有發布：{ $reason }。文字已放回欄位。

## The composer

composer-label = 新增留言
composer-label-reply = 你的回覆
composer-placeholder = 你覺得呢？
composer-hint-visitor = 發布後你就是客人，不必填寫任何資料。
composer-hint-signed-out = 發布後，你會以同一位客人的身分回來。
composer-hint-ended = 你的工作階段已結束。請到「你」登入，再以自己的身分發布。
composer-count = { $length } / { $limit } 字
composer-send = 發布
composer-cancel = 取消
composer-empty = 請先寫點什麼。
composer-too-long = 超出上限 { $limit } 字，多了 { $over } 字。
composer-control = 裡面有無法顯示的字元。請試著移除貼上的內容。
composer-refused = 尚未發布：{ $reason }。你的文字很安全；準備好後再發布一次。
mention-list = 可以提及的人
# Said when the list opens or changes.
mention-offered = { $count ->
   *[other] 有 { $count } 人可以提及。用方向鍵和 Enter 選擇。
}

## A post of one’s own

compose = 為這個家寫點什麼
post-form-heading = 你的貼文
post-title = 標題（選填）
post-body = 內文
post-body-placeholder = 你想說些什麼？
post-sending-picture = 正在上傳圖片…
post-sending = 正在發布…
post-posted = 你的貼文已發布。
post-refused = 你的貼文未能發布：{ $reason }。內容已放回欄位中。
post-discarded = 你的草稿已捨棄。
picture-add = 加入圖片
picture-hint = JPEG、PNG 或 WebP，最大 { $megabytes } MB。也可以貼上，或拖放到這裡。
picture-drop = 放開即可加入這張圖片
picture-reading = 正在讀取圖片…
picture-added = 圖片已加入。請說明圖中有什麼。
picture-preview = 你的圖片：{ $name }
picture-remove = 移除
picture-lost = 你選的圖片在頁面關閉時未能保留。如果還想要，請再選一次。
picture-refused = 這個家無法接受這張圖片。請選另一張，或不附圖發布。
picture-format = 這不是下列格式的圖片：JPEG、PNG、WebP。
picture-too-large = 這張圖片超過 { $megabytes } MB。請選小一點的。
picture-unreadable = 無法讀取這個檔案。請選另一個。
picture-alt = 圖中有什麼？
picture-alt-hint = 請告訴看不見的人，一句話就夠了。
picture-alt-missing = 請說明圖中有什麼，或註明它只是裝飾。
picture-decorative = 它只是裝飾

## 人

title-person = 某人的頁面 · Houseguest
edited = 已編輯
person-failed = 這個頁面沒有載入
person-edit = 編輯
person-since = { $date } 來到這裡
post-count = { $count ->
    [0] 沒有貼文
   *[other] { $count } 則貼文
}
reaction-count = { $count ->
    [0] 沒有回應
   *[other] { $count } 個回應
}
activity-heading = 在這裡的足跡
activity-failed = 足跡沒有載入
activity-empty = 還沒有寫過什麼
activity-empty-text = 留言會出現在這裡，註冊以前寫的也算。
activity-more = 顯示更早的
activity-commented = 留言於
milestone-member = 註冊並保留了帳號
milestone-member-text = { $date }。以下都是同一個人在當客人時寫的。
milestone-came = 走進門來
person-edit-heading = 別人眼中的你
person-edit-text = 變更會顯示在各處，包括你以前寫的內容。
person-name = 名字
person-name-hint = 最多 40 個字元，任何文字都可以。
person-handle = 代號
person-handle-hint = 別人在 @ 後面輸入它來提到你。3 到 24 個字元：a–z、0–9 和連字號。
person-face = 頭像
person-colour = 顏色
person-refused = 伺服器沒有接受。請檢查各欄位後再試一次。
person-changed = 別人現在看到的就是這個樣子。
save = 儲存
handle-taken = 這個代號已經有人使用。
handle-reserved = 這個代號不開放使用，免得被誤認為是這間屋子。
handle-invalid = 請使用 a–z、0–9 和連字號，開頭和結尾須為字母或數字。
handle-length = 請使用 3 到 24 個字元。
name-empty = 請輸入名字。
name-long = 最多 40 個字元。
name-invalid = 其中有無法顯示的字元。
motif-arched-door = 拱門
motif-square-door = 方門
motif-round-door = 圓頂門
motif-dutch-door = 上下兩截的門
motif-lantern = 提燈
motif-key = 鑰匙
motif-teacup = 一杯茶
motif-plant = 盆栽
motif-cat = 貓
motif-bird = 鳥
motif-moon = 月亮
motif-sun = 太陽

## 給一個人的消息

title-notifications = 消息 · Houseguest
nav-notifications = 消息
nav-unread = { $count } 則未讀
news-heading = 給你的消息
news-failed = 你的消息沒有載入
news-empty = 一片寧靜
news-empty-text = 有人回覆你或提到你的時候，會出現在這裡。
news-visitor = 這裡還沒有人認識你
news-visitor-text = 只要你寫點什麼，別人的回覆和提到你的地方都會聚在這裡。
news-more = 顯示更早的消息
news-read-all = 全部標為已讀
news-not-read = 仍是未讀：{ $reason }。
news-new = 新：
news-reply = { $name } 在「{ $post }」下回覆了你
news-mention = { $name } 在「{ $post }」的留言中提到了你
news-mention-post = { $name } 在「{ $post }」中提到了你

## 對留言與貼文能做的事

show = 顯示
hide = 隱藏
report = 檢舉…
edit = 編輯
delete = 刪除
comment-by = { $name } 的留言
comment-more = 關於 { $name } 的留言的更多選項
post-more = 關於這則貼文的更多選項
post-hidden = 你隱藏了這則貼文。
post-muted = 這則貼文中有你設為靜音的詞。
comment-hidden = 你隱藏了這則留言。
comment-muted = 其中有你設為靜音的詞。
comment-was-deleted = 你的留言已刪除。
comment-not-deleted = 你的留言還在：{ $reason }。
comment-not-restored = 無法把你的留言找回來：{ $reason }。
comment-not-changed = 你的留言仍是原來的內容：{ $reason }。你寫的文字已保留。
not-hidden = 沒有任何變更：{ $reason }。
post-was-hidden = 從現在起，動態會為你收合這則貼文。
answers-hide = 收合 { $count } 則回覆
answers-show = 顯示 { $count } 則回覆
answers-elsewhere = 繼續看 { $count } 則回覆
branch-text = 你正在看留言的其中一支。
branch-whole = 顯示全部留言
edit-label = 編輯你的留言
edit-conflict = 你同時在另一台裝置上改了這則留言。那裡的內容如下；儲存後會換成下方的文字。
report-heading = 哪裡不妥？
report-text = 照看這間屋子的人會讀你的檢舉。寫的人不會知道是你。
report-why = 原因
report-choose = 請先選一個原因。
report-note = 想補充什麼嗎？（選填）
report-note-long = 最多 500 個字元，不含控制字元。
report-send = 送出檢舉
report-sent = 謝謝。檢舉已送出。
report-refused = 檢舉沒有送出：{ $reason }。
report-spam = 廣告或垃圾訊息
report-harassment = 有人被騷擾
report-hate = 仇恨言論
report-danger = 有人可能受到傷害
report-private = 洩漏了私事
report-other = 其他

## 閱讀時的變化

feed-fresh = { $count } 則新貼文
live-waiting = 目前不是即時更新，正在重新連線…

## Preferences

preferences-heading = 偏好設定
preferences-lede-visitor = 選擇會立刻生效。第一次選擇會讓你成為客人，這樣下次來時它還在。不必填寫任何資料。
preferences-lede-known = 選擇會立刻生效並跟著你保存，成為成員後也一樣。
preferences-lede-signed-out = 選擇會立刻生效，並讓你以同一位客人的身分回來。
preferences-lede-ended = 選擇會立刻在這部裝置上生效。請到「你」登入，讓它跟著你保存。
preferences-saving = 正在保存你的選擇…
preferences-kept = 已保存。
preferences-refused = 你的選擇已收回：{ $reason }。
theme = 色彩
theme-hint = 這間屋子的顏色。
theme-system = 跟隨系統
theme-light = 淺色
theme-dark = 深色
theme-high-contrast = 高對比
language = 語言
language-hint = 按鈕和訊息的語言，不影響貼文。
language-system = 跟隨系統
language-not-fetched = 無法載入{ $language }的文字，一切維持原樣。
density = 密度
density-hint = 一個畫面放多少內容。
density-comfortable = 寬鬆
density-compact = 緊密
motion = 動態效果
motion-hint = 畫面上有多少東西會動。
motion-system = 跟隨系統
motion-reduced = 越少越好
motion-full = 全部
news-preferences = 通知你的事
notify-replies = 回覆
notify-replies-hint = 有人回覆你的留言或貼文時。
notify-mentions = 提及
notify-mentions-hint = 有人寫到你的代號時。
muted-words = 靜音字詞
muted-words-none = 沒有
muted-words-add = 一個或幾個字詞
muted-words-hint = 含有它的內容會收合起來，也不會通知你。
muted-words-button = 靜音
muted-words-remove = 不再將「{ $word }」靜音
muted-words-removed = 「{ $word }」不再靜音。
muted-words-empty = 請先寫一個字詞。
muted-words-long = 最多 { $limit } 個字元。
muted-words-full = 最多可放 { $limit } 個字詞，請先移除一個。
undo = 復原
clash-heading = 另一部裝置選了不同的設定
clash-text = 你在兩個地方改了同一項設定。要以哪個為準？
clash-setting = 設定
clash-here = 這裡
clash-there = 那裡
clash-keep-mine = 保留我在這裡的選擇
clash-take-theirs = 採用另一個
switch-on = 開
switch-off = 關

## You

you-heading = 你
you-failed = 我們無法得知你在這裡是誰
you-visitor = 你只是看看
you-visitor-text = 我們沒有為你建立帳號、鑰匙或 Cookie。當你留言、表達心情或選擇偏好時，你就成為客人：仍然不用填表，也沒有密碼。
you-have-account = 我有帳號：登入
you-ended-text = 你的工作階段已結束。你的帳號和裡面的一切都還在；登入就能回來。
you-log-in = 登入
you-leave-member = 以訪客身分看看
you-guest-text = 你是客人。你在這裡做的一切都屬於這個身分；保留帳號後，也仍然是你的。
you-member-text = 你是成員。你在這裡做過的一切都是你的，而且可以在任何裝置登入。
you-name-hint = 名字和門是由你的識別碼產生的
you-sub = 你的識別碼
# "sub" is the technical name of the identifier in OpenID Connect; leave it as it is.
you-sub-hint = 也就是「sub」。註冊前後都不會改變。
you-copy-sub = 複製你的識別碼
you-since = 來到這裡
you-login = 登入方式
you-key-place = 你的鑰匙放在哪裡
you-key-vault = 在這部裝置的加密保險庫裡，從不離開。
you-key-browser = 沒有鑰匙。在瀏覽器裡，你就是你的工作階段。
you-key-cookie = 不在任何地方。你是這個瀏覽器的一個 Cookie，任何指令碼都讀不到它。
you-thumbprint = 鑰匙指紋
you-thumbprint-hint = 公開那一半的指紋，可以放心顯示。
you-signed-out-text = 這位客人已上鎖，鑰匙還在保險庫裡。按一下就能讓這位客人原樣回來。
you-come-back = 以這位客人回來
you-lost-text = 你可以像以前一樣看看。
sign-out-heading = 先離開了嗎？
sign-out = 登出
sign-out-member-text = 你可以用保留帳號時選擇的方式再次登入。

## How this browser remembers you

remember-heading = 這個瀏覽器如何記住你
remember-lede = 在瀏覽器裡，你就是你的工作階段，而保存它有兩種方式。兩種都沒有金鑰：想要安全，請保留帳號。
remember-usual = 這裡的預設
remember-token = 由頁面保存
remember-token-text = 權杖放在這個網站的儲存空間裡。頁面讀得到它，混進頁面的外來指令碼也讀得到。
remember-cookie = 由瀏覽器保存
remember-cookie-text = 一個任何指令碼都讀不到的 Cookie，連我們的也不行。頁面手上什麼都沒有：由伺服器告訴它誰在這裡。
remember-survives-tab = 你關閉分頁並及時回來
remember-survives-browser = 你關閉整個瀏覽器並及時回來
remember-ends-browser = 你關閉整個瀏覽器
remember-ends-idle = { $count ->
   *[other] { $count } 天沒有人來
}
remember-guest-stays = 你維持原樣：這位訪客仍以當初的方式被記住。你的選擇從這個瀏覽器的下一位訪客開始生效。
remember-member-stays = 在你登出之前維持原樣。你的選擇從這個瀏覽器的下一位開始生效。

## Can I lose this? Lock, switch, erase

safety-heading = 這會不見嗎？
safety-vault = 只會和這部裝置一起不見。你的鑰匙在它的加密保險庫裡，沒有人有副本，我們也沒有。
safety-opened-store = 裝置的憑證儲存區會打開保險庫：以你的身分登入這部裝置的人，就能成為這位客人。
safety-opened-passphrase = 你的通關密語會打開保險庫。沒有人能替你找回它。
safety-opened-app = 應用程式自己保有保險庫的鑰匙。
safety-browser = 會，而且很容易。瀏覽器裡沒有鑰匙：這個瀏覽器保有工作階段多久，這位客人就存在多久。
safety-survives = 在這些情況下，你仍是這位客人
safety-ends = 在這些情況下，這位客人永遠消失
safety-vault-restart = 關閉應用程式、重新開機或離線
safety-vault-session = 工作階段結束：鑰匙會打開新的
safety-vault-device = 這部裝置、它的保險庫或憑證儲存區遺失
safety-vault-passphrase = 這部裝置或它的保險庫遺失，或你忘了通關密語
safety-idle = 很久沒有人使用這位客人，而那個地方做了清理
safety-browser-reload = 重新載入頁面
safety-browser-close = 關閉分頁，並在工作階段結束前回來
safety-browser-data = 這個瀏覽器的資料被清除，或它是無痕視窗
safety-browser-session = 在你保留帳號之前，工作階段結束了
safety-clocks = 能維持多久
safety-session-ends = 這個工作階段結束於
safety-session-key = 使用這個應用程式就會延後。結束之後，你的鑰匙會打開新的：什麼都不會遺失。
safety-session-no-key = 使用這個頁面就會延後。結束之後，這位客人就不見了。
safety-cookie = 會，而且很容易。瀏覽器裡沒有金鑰：這個瀏覽器保有一個任何指令碼都讀不到的 Cookie 多久，這位訪客就存在多久。
safety-cookie-idle = { $count ->
   *[other] 如果 { $count } 天沒有人來，這個工作階段就會結束，這位訪客也就不在了。每次造訪都會往後延。
}
safety-removal = 許久未來的客人
safety-removal-days = { $count ->
   *[other] { $count } 天沒有人使用就會移除，除非寫過別人看得到的內容。
}
safety-removal-none = 這裡不會自動移除。
ways-out-heading = 離開的方式
lock-heading = 上鎖
lock-text = 工作階段在這裡結束，鑰匙留在保險庫裡。按一下就能讓這位客人回來。
lock-button = 現在上鎖
switch-heading = 切換帳號
switch-text = 使用你已有的帳號。這位客人會留在這部裝置上並列在這裡，你可以再切換回來。
switch-text-kept = 你離開的那一位會留在這部裝置上。隨時可以切換回來。
switch-text-cookie = 這位訪客就在瀏覽器唯一的 Cookie 裡，登入會取代它。請改為保留帳號：在那裡你可以把自己的東西帶到已有的帳號。
switch-log-in = 使用其他帳號
switch-button = 切換
switch-to = 切換到 { $name }
# $date is a day, such as "22 November 2026".
kept-since = { $date }起在這部裝置上
erase-heading = 清除客人
erase-text = 這部裝置會忘記這位客人並銷毀它的鑰匙。沒有人能還原。
erase-button = 清除這位客人…
erase-lost-self = 無論在這裡或任何地方，你都不會再是 { $name }。
erase-lost-words = 你寫過的內容仍以那個名字顯示，你無法再更改或刪除。
erase-lost-preferences = 你的偏好設定和心情不再屬於你。
erase-first = 離開之前，如果你願意
erase-keep-instead = 改為保留帳號
erase-export = 儲存我寫過的內容
erase-exported = 已儲存為 { $file }：你的頁面、貼文、留言與偏好設定。沒有人能用它回來。
erase-type = 要繼續，請輸入：{ $word }
erase-hint = 如果只是先離開，請改用上鎖。要永遠安心，請保留帳號。
# The word a person types to erase their guest. Short, and easy to type in this language.
erase-word = 清除
erase-wrong = 那不是「{ $word }」。什麼都沒有清除。
erase-confirm = 永遠清除
erase-spare = 留下這位客人

## Keeping the account

offer-heading = 你已經留下了一些東西
offer-text = 你的留言屬於這位客人。想永遠保留它們的話，替它加上登入方式；不用急。
offer-more = 怎麼做
offer-dismiss = 不再詢問
keep-heading = 保留你的帳號
keep-text = 選一種登入方式，這位客人就成為成員。在瀏覽器裡只要一分鐘。
keep-same-you = 你還是同一個人，識別碼不變
keep-everything = 留言、心情和偏好都會留下
keep-anywhere = 可以在任何裝置登入
keep-button = 保留帳號
keep-starting = 正在開啟註冊頁面…
keep-hint-window = 會在瀏覽器開啟註冊頁面。隨時可以停止，什麼都不會改變。
keep-hint-browser = 帶你到註冊頁面再回來。隨時可以停止，什麼都不會改變。
keep-waiting = 請在瀏覽器繼續
keep-waiting-text = 完成後，這個頁面會自動繼續。在那之前，你仍是原來的客人。
keep-step-opened = 已在瀏覽器開啟註冊頁面
keep-step-sign-up = 等待你在那裡註冊
keep-step-return = 然後你會以成員身分回到這裡
keep-by-hand = 頁面沒有開啟？
keep-by-hand-text = 請在這部裝置的瀏覽器開啟這個網址：
keep-copy-address = 複製網址
keep-open-again = 再次開啟頁面
keep-cancel = 不再等待
by-hand-button = 瀏覽器在另一台裝置上？使用代碼
by-hand-heading = 用代碼回家
by-hand-open = 在另一個瀏覽器中開啟這個網址：
by-hand-here-only = 伺服器就在這台裝置上，所以只有這台裝置上的瀏覽器找得到這個網址。
by-hand-picture = 網址的 QR 碼，供相機掃描
by-hand-until = 網址的有效時間：
by-hand-sign-up = 在那裡註冊。最後頁面會顯示一組代碼。
by-hand-log-in = 在那裡登入。最後頁面會顯示一組代碼。
by-hand-code = 頁面上的代碼
by-hand-code-hint = 八個字母與數字，例如 K7QF‑2M9X。大小寫、空格和連字號都沒有差別。只輸入你自己開啟的頁面上的代碼。
by-hand-submit = 回家
by-hand-new-address = 取得新的網址
by-hand-not-a-code = 代碼有八個字母與數字。請再看一次頁面。
by-hand-wrong-code = 這不是頁面上顯示的代碼。請照著輸入；如果還沒有代碼，請先在那裡完成。
by-hand-code-ended = 這組代碼已經失效。請取得新的網址，再走一次頁面。
keep-cancelled = 什麼都沒有改變。你仍是同一位客人。
keep-failed = 沒有成功：{ $reason }。什麼都沒有改變；你仍是同一位客人。
kept-heading = 你現在是成員了。歡迎回家。
kept-text = 一切都跟著來了：
kept-comments = 你的留言和心情，名字不變
kept-preferences = 你的偏好設定
kept-sub = 你的識別碼，沒有改變：
kept-sessions-ended = 這位客人的其他工作階段都已結束
kept-key-retired = 客人的鑰匙已停用，其他工作階段也都已結束
merged-heading = 你的客人身分現在是你帳號的一部分
merged-text = 你登入了原本就有的帳號，並帶上了你的東西：從現在起，留言和反應都顯示在那個帳號名下。
merged-undo = 如果這是誤會，七天之內可以在帳號頁面，或用我們寄給你的訊息裡的連結，把客人分出來。為此，這台裝置會留著客人的鑰匙。
elsewhere-heading = 你登入了原本就有的帳號
elsewhere-text = 對我們來說，那個帳號是另一個人，有自己的識別碼。你現在使用的是它。
elsewhere-now = 你現在是
elsewhere-guest = 你原來的客人
elsewhere-guest-text = 你的客人沒有改變：留言還在原處，名字也一樣。登出這個帳號，你就又是那位客人。
elsewhere-guest-cookie = 你的訪客原本在這個帳號現在使用的 Cookie 裡，所以再也沒有人能成為它。它的留言仍在原處，用它自己的名字。

## Signing in to an account that exists

log-in-starting = 正在開啟登入頁面…
log-in-waiting-text = 完成後，這個頁面會自動繼續。
log-in-step-opened = 已在瀏覽器開啟登入頁面
log-in-step-now = 等待你在那裡登入
log-in-step-return = 然後你會回到這裡
log-in-cancelled = 什麼都沒有改變。
log-in-failed = 沒有成功：{ $reason }。什麼都沒有改變。
log-in-done = 你已登入。歡迎回家。

## The vault

lost-heading = 再也找不回這位客人
lost-text-named = 你在這裡是 { $name }。這位客人的鑰匙放在這部裝置的保險庫裡，而保險庫不見了。沒有鑰匙，誰都無法再成為這位客人，我們也不行。
lost-text = 你的客人的鑰匙放在這部裝置的保險庫裡，而保險庫不見了。沒有鑰匙，誰都無法再成為這位客人，我們也不行。
removed-heading = 這位客人已被移除
removed-text-named = 你在這裡是 { $name }。很久沒有人使用這位客人，所以你造訪的地方把它移除了。你的鑰匙沒有問題，只是在那裡已打不開任何東西。
removed-text = 很久沒有人使用你的客人，所以你造訪的地方把它移除了。你的鑰匙沒有問題，只是在那裡已打不開任何東西。
lost-safe = 客人寫過的內容仍然看得到。你可以重新開始：先當訪客，直到再次寫下文字。
lost-start-fresh = 以訪客身分開始
vault-restored = 你的保險庫已修復
vault-restored-text = 保險庫檔案損壞，已換回前一份副本。你和之前是同一位客人。
vault-unlock = 打開你的保險庫
vault-unlock-text = 這部裝置沒有憑證儲存區，所以保險庫用你的通關密語鎖著。不用它也能閱讀。
vault-choose-passphrase = 選一組通關密語
vault-choose-passphrase-text = 這部裝置沒有憑證儲存區，所以客人的鑰匙會用通關密語鎖住。沒有人能替你找回它。
vault-choose-button = 建立保險庫
vault-unlock-button = 打開
vault-unlocking = 開啟中…
vault-locked = 你的保險庫鎖著
vault-locked-text = 系統的憑證儲存區已鎖定，所以打不開保險庫。請解鎖後再試一次。
vault-in-use = 另一個視窗正在使用你的保險庫
vault-in-use-text = Houseguest 似乎開了兩次。請關閉另一個，再試一次。
vault-damaged = 你的保險庫已損壞
vault-damaged-text = 保險庫和前一份副本都打不開，所以再也找不回這位客人。檔案已移到一旁，沒有刪除。
vault-damaged-file = 它現在的名稱是
vault-restored-safe = 損壞的檔案留在旁邊。你之前做的最後一件事可能不在了。
vault-choose-passphrase-safe = 什麼都還沒建立。沒有通關密語也能繼續閱讀。
vault-safe-behind-lock = 你的客人和鑰匙在鎖後面很安全。你可以繼續閱讀，我們不會背著你建立新的客人。
vault-key-elsewhere = 這個保險庫屬於另一部裝置
vault-key-elsewhere-text = 這部裝置上有一個保險庫，但打開它的鑰匙不在這裡。檔案來自另一部裝置，或系統的憑證儲存區被清空了。
vault-key-elsewhere-safe = 裡面什麼都沒有改變。在它原來的裝置上仍然打得開；如果你在這裡重新開始，檔案會移到一旁，不會刪除。
refused-text-named = 你在這裡是 { $name }。你的鑰匙沒有問題，但你造訪的地方不再認得它。
refused-text = 你的鑰匙沒有問題，但你造訪的地方不再認得它。
session-over-text-named = 你在這裡是 { $name }。在瀏覽器裡，客人就是它的工作階段，而工作階段已經結束。
session-over-text = 在瀏覽器裡，客人就是它的工作階段，而工作階段已經結束。
passphrase = 通關密語
passphrase-hint = 建立保險庫時選的那一組。
passphrase-hint-new = 至少 { $shortest } 個字元。幾個互不相關的詞就很好。
passphrase-show = 顯示
passphrase-hide = 隱藏
passphrase-empty = 請輸入通關密語。
passphrase-short = 請至少使用 { $shortest } 個字元。
passphrase-wrong = 這組通關密語打不開保險庫。

## Why something did not work: clauses that follow a colon and end without a full stop

reason-offline = 沒有連線
reason-server-failed = 伺服器出了問題
reason-too-many-requests = 一下子太多了
reason-session-ended = 你的工作階段已結束
reason-rejected = 伺服器沒有接受
reason-not-found = 它已經不在了
reason-conflict = 期間在別處被更改了
reason-vault-locked = 你的保險庫鎖著
reason-vault-damaged = 你的保險庫已損壞
reason-guest-removed = 這位客人已被移除
reason-browser-unavailable = 無法開啟瀏覽器
reason-promotion-state = 註冊已不在等待中
reason-not-supported = 這部伺服器沒有這項設定
reason-code-ended = 頁面上的代碼已經用過、過期，或輸錯太多次
reason-no-room = 現在沒有人回應，這台裝置也沒有空間先保存
reason-internal = 我們這邊出了問題

## The same as sentences, with what one can do

failure-offline = 連不到這間屋子。恢復連線後再試一次。
failure-server-failed = 伺服器出了問題。請稍後再試。
failure-too-many-requests = 一下子太多了。請稍等再試。
failure-session-ended = 你的工作階段已結束，而且無法延續。
failure-rejected = 伺服器沒有接受。
failure-not-found = 它已經不在了。
failure-conflict = 期間在別處被更改了。請重新載入。
failure-vault-locked = 你的保險庫鎖著。請先打開它。
failure-vault-damaged = 你的保險庫已損壞。
failure-guest-removed = 這位客人很久沒有人使用，已被移除。
failure-browser-unavailable = 這部裝置無法開啟瀏覽器。
failure-promotion-state = 註冊已不在等待中。需要的話請重新開始。
failure-not-supported = 這部伺服器沒有這項設定。
failure-no-room = 現在沒有人回應，這台裝置也沒有空間先保存。請稍後再試。
failure-internal = 我們這邊出了問題。

## Behind the scenes

scenes-open = 看看幕後
scenes-heading = 幕後
scenes-close = 關閉幕後
scenes-tabs = 要看什麼
scenes-tab-story = 故事
scenes-tab-timeline = 經過
scenes-tab-tokens = 權杖
scenes-tab-clocks = 時鐘
scenes-tab-vault = 保險庫
scenes-tab-break = 弄壞看看
scenes-vault-browser = 一般瀏覽器沒有保險庫，也沒有鑰匙。記住的東西放在這個瀏覽器的儲存空間裡。
scenes-vault-key = 客人的鑰匙在這部裝置的加密保險庫裡。它在裡面簽署，從不離開。這是它的指紋：
scenes-vault-no-key = 保險庫裡現在沒有鑰匙：還沒有人需要，或是成員不再需要了。
step-discovery = 身分伺服器的門在哪裡
step-challenge = 給鑰匙的新挑戰
step-key-proof = 鑰匙證明是誰在這裡
step-refresh = 用更新權杖換新的權杖
step-code-exchange = 用瀏覽器帶回的代碼換成員的權杖
step-user-info = 詢問是誰在這裡
step-revoke = 在伺服器結束工作階段
step-keyless-sign-up = 建立一位沒有鑰匙的客人
step-promotion-code = 註冊頁面用的一次性代碼
step-page = 在瀏覽器開啟頁面
step-read = 閱讀
step-write-comment = 寫留言
step-react = 表達心情
step-preferences = 偏好設定
step-other-write = 更改內容
step-access = 誰有存取權
step-restore = 客人從復原套件回來
step-pairing = 第二部裝置加入
step-live = 關注這棟房子的動靜
step-key = 鑰匙
step-memory = 這部裝置記住的事
step-vault = 保險庫
step-break = 故意弄壞
step-other = 其他呼叫
deed-opened = 保險庫已打開
deed-restored = 保險庫受損，已換回前一份副本
deed-key-made = 做了一對鑰匙
deed-signed = 鑰匙簽署了
deed-saved = 記住的事已儲存
deed-retired = 鑰匙已停用
seen-filter = 顯示
seen-filter-all = 全部
seen-filter-calls = 呼叫
seen-filter-vault = 保險庫的工作
seen-filter-live = 房子送來的消息
seen-filter-failures = 沒有成功的
seen-nothing = 還沒有發生這類事情。
seen-no-answer = 沒有回應
seen-tokens-arrived = 權杖送達
seen-bearer = 一併送出了存取權杖。
seen-cookies = 已要求瀏覽器一併送出它的 Cookie。頁面看不到它們。
seen-request = 送出
seen-answer = 回應
seen-curl = 複製成 curl
seen-access-token = 存取權杖
seen-id-token = 身分權杖
seen-thumbprint = 複製指紋
seen-source = 原始碼
seen-chapter = 延伸閱讀
tokens-none = 還沒有可以比較的東西。收到兩組權杖之後，這裡會顯示兩者的差別。
tokens-cookie = 工作階段是瀏覽器的 Cookie。這個頁面裡沒有權杖，所以沒有東西可以解讀。
tokens-promotion = 身為客人的最後一組權杖（{ $before }）與身為成員的第一組（{ $after }）。
tokens-latest = 最近的兩組權杖（{ $before } 與 { $after }）。註冊之後，這裡會並列客人與成員的權杖。
tokens-claim = 項目
tokens-before = 之前
tokens-after = 之後
tokens-value = 值
tokens-changed = 已變更
clocks-none = 還沒有收到權杖，所以沒有東西會到期。
clocks-cookie = 工作階段是瀏覽器的 Cookie，這個頁面裡沒有權杖。它能維持多久，寫在關於你的頁面。
clocks-over = 已到期
countdown-days = { $count ->
   *[other] { $count } 天 { $clock }
}
clocks-access = 存取權杖到期
clocks-session = 工作階段（若不再使用）
clocks-renewal = 開始更新
clocks-id = 身分權杖到期
clocks-since = 上次證明身分
clocks-refresh = 工作階段能維持多久由伺服器決定，每次使用都會重新計算閒置時間。結束後，訪客由金鑰重新登入，會員則自行登入。
clocks-keyless = 工作階段能維持多久由伺服器決定，每次使用都會重新計算閒置時間。這位訪客沒有金鑰，工作階段結束就消失。
break-intro = 弄壞一樣東西，看看應用程式如何復原。這裡不會弄丟任何客人。
break-no-key = 這裡不提供結束工作階段：沒有鑰匙，這位客人就會消失。
break-expire-access = 讓存取權杖到期
break-expire-access-text = 手上的權杖視為過期。
break-revoke-session = 撤銷工作階段
break-revoke-session-text = 伺服器結束工作階段，這部裝置不會收到通知。
break-drop-reply = 丟掉下一個回應
break-drop-reply-text = 下一次寫入會到達伺服器，但回應會在回來的路上遺失。
break-skew-clock = 調錯時鐘
break-skew-clock-text = 這部裝置的時鐘快一小時，鑰匙必須證明自己。
break-right-clock = 調準時鐘
break-right-clock-text = 這部裝置的時鐘恢復正確，鑰匙再證明一次自己。
break-stop-backend = 停止後端
break-stop-backend-text = 應用程式裡的後端會消失，就像網路斷了一樣。
break-start-backend = 啟動後端
told-off = 沒有在關注
told-connecting = 請求得知變動
told-open = 已連線：變動會即時送達
told-waiting = 連線中斷，稍後再試
told-post-added = 一則新貼文
told-comment-added = 一則新留言
told-comment-changed = 一則留言已修改
told-comment-deleted = 一則留言已刪除
told-reactions-changed = 回應有變動
told-reload = 變動太多，重新查看
break-start-backend-text = 後端會在同一個網址回來。
break-refused = 到這裡為止：{ $reason }
break-armed = 現在寫一則留言或表達心情。不論重送幾次，都只會送達一次。
break-stopped = 後端不在了。試著閱讀或寫些東西，再把它啟動。
break-recovered = 已復原。經過如下：
break-not-recovered = 現在沒有人登入；登入之後，同一個帳號就會回來。

## Story mode

story-intro = 整個故事就在這個應用程式裡，一句一句進行。每一句在幕後看到它成真時才打勾。故事從訪客開始。
story-begin = 開始故事
story-progress = { $all } 句中已有 { $done } 句成真
story-do = 替我做
story-open-page = 開啟註冊頁面
story-skip = 略過
story-restart = 重新開始
story-export = 複製故事
story-mark-done = 看到了：
story-mark-failed = 沒看到：
story-mark-skipped = 已略過：
story-mark-told = 只說明：
story-comment-text = 我只是來看看，結果就留下來了。
story-arrive = 有人打開應用程式。動態立刻出現，而且沒有建立帳號：瀏覽不需要帳號。
story-arrive-seen = 動態在這裡，沒有發出任何身分請求。
story-arrive-asked = 已經問過身分伺服器：{ $count } 個事件。請重新啟動後再開始。
story-arrive-known = 這裡已經有人了：{ $sub }。故事要從訪客開始。
story-comment = 他們寫了一則留言。留言送出，他們成了客人。
story-comment-seen = 留言已被接受，來自客人 { $sub }。
story-key = 這時才在加密保險庫裡做了鑰匙，伺服器也為它建立了匿名使用者。
story-key-in-browser = 這時伺服器才建立了匿名使用者。一般瀏覽器沒有保險庫，所以沒有鑰匙。
story-key-seen = 鑰匙 { $thumbprint } 先在保險庫裡，伺服器之後才第一次看到它。
story-key-browser = 伺服器建立了一位沒有鑰匙的客人，工作階段多久，客人就在多久。
story-unasked = 他們沒有輸入任何個人資料，沒有做選擇，也沒有感覺到等待。
story-unasked-seen = 沒有開啟任何頁面。{ $calls } 次呼叫一共花了 { $ms } 毫秒。
story-preference = 他們儲存了偏好，偏好為他們保留。
story-preference-seen = 伺服器為 { $sub } 保留偏好。
story-return = 他們的工作階段結束了，回來時仍是同一位客人。
story-return-seen = 伺服器拒絕了工作階段，鑰匙證明了自己，sub 仍然相同：{ $sub }。
story-return-browser = 存取權杖失效，工作階段換來新的，sub 仍然相同：{ $sub }。
story-keep = 他們保留帳號：註冊頁面在瀏覽器開啟，回到應用程式時已是成員。
story-keep-seen = 成員在這裡了。應用程式從未看到密碼。
story-same = sub 相同，一切都還在。
story-same-seen = sub：{ $sub }。留言：{ $commentsBefore } = { $commentsAfter }。偏好的版本：{ $before } = { $after }。
story-retired = 匿名鑰匙已停用。
story-retired-in-browser = 客人身上不再有任何匿名的部分。
story-retired-seen = 保險庫移除了鑰匙 { $thumbprint }，伺服器也不再列出它。
story-retired-browser = 伺服器不再列出匿名身分。
story-retired-known = 伺服器仍列出匿名身分。
story-ended = 客人的工作階段已結束，成員有自己的工作階段。
story-ended-seen = 工作階段原本是 { $before }，現在是 { $after }。
story-sub-differs = sub 原本是 { $before }，現在是 { $after }。
story-not-seen = 沒有看到這件事發生。
story-merge = 如果這個地址已經屬於某個帳號，要先證明地址是自己的才會知道。接著可以選擇：換一個地址、使用那個帳號，或是把東西一起帶過去。

## Devices: keys, sessions, recovery kits, a second device

title-devices = 你的裝置
devices-heading = 你的裝置
devices-lede = 你在哪些地方登入，以及遺失裝置時如何回來。
devices-back = 回到關於你的頁面
devices-failed = 無法載入你的裝置
devices-browser-guest = 在一般瀏覽器裡，客人沒有鑰匙：沒有東西可放進復原套件，也無法加入第二台裝置。保留帳號或使用應用程式，就能兩者兼得。
devices-member = 你有帳號，新裝置直接登入即可。你當客人時儲存的復原套件已經失效。
devices-come-back-first = 請先在關於你的頁面回來，之後就會顯示你的裝置。
devices-not-in-browser = 復原套件和第二台裝置需要應用程式：一般瀏覽器不保存鑰匙。
devices-cookie = 你的工作階段是這個頁面讀不到的 Cookie，而管理工作階段需要權杖。所以這裡沒有清單：請保留帳號，或在關於你的頁面登出。
devices-keys-heading = 鑰匙
devices-keys-text = 你的每台裝置和每個復原套件都有自己的鑰匙。移除你不再擁有的。
devices-sessions-heading = 工作階段
devices-sessions-text = 你目前登入的地方。
devices-unnamed = 一台裝置
devices-a-browser = 一個瀏覽器
devices-kit = 復原套件
devices-this-one = 這台裝置
devices-added = 加入於
devices-used = 上次使用
devices-remove = 移除
devices-remove-named = 移除：{ $name }
devices-remove-key-text = 那台裝置會登出，且無法自行回來。你寫的一切都會保留。
devices-remove-kit-text = 這個套件的檔案將不再有用。
devices-remove-confirm = 確定移除
devices-remove-keep = 保留
devices-removed = 完成了。
devices-end = 結束
devices-end-named = 結束：{ $name }
devices-end-text = 那裡會登出。客人的裝置有鑰匙會自行回來；若不想讓它進來，請移除它的鑰匙。
kit-heading = 儲存復原套件
kit-text = 遺失這台裝置時能帶你回來的檔案：只能用一次，在新裝置上使用；之後所有舊裝置和套件都會失效。請存放在別處，例如 USB 隨身碟。
kit-saved = 已儲存為 { $file }。只有通行片語能開啟它。
kit-passphrase = 套件的通行片語
kit-passphrase-hint = 幾個不相關的詞就很好。沒有人能替你找回它。
kit-strength = 通行片語的強度
kit-strength-weak = 容易猜到
kit-strength-fair = 還不夠
kit-strength-good = 良好
kit-strength-strong = 非常好
kit-weak = 對可能被複製的檔案來說，這個通行片語太容易猜到。再加一兩個詞。
kit-save = 儲存套件
kit-saving = 正在儲存……
kit-unknown = 這裡沒有人認得這個復原套件。
kit-spent = 這個復原套件已經用過了。套件只能用一次。
kit-revoked = 這個復原套件已被移除，或之後用了另一個。
kit-promoted = 這位客人已成為會員。請改為登入。
kit-merged = 這位客人已併入一個帳號。請改為登入該帳號。
kit-removed = 這位客人已被移除。
kit-disabled = 這位客人目前被停用。
kit-not-a-kit = 這個檔案不是復原套件。
kit-too-new = 這個套件是較新版本的應用程式製作的。請更新後再試。
kit-damaged = 這個套件的檔案已損壞。還有其他副本嗎？
kit-wrong-passphrase = 這個通行片語打不開此套件，或檔案被更改過。
kit-other-issuer = 這個套件屬於另一個地方。
kit-file = 無法讀取或寫入檔案。
kit-none-chosen = 請先選擇復原套件。
restore-heading = 從套件復原
restore-text = 如果你曾在遺失的裝置上當客人並儲存了復原套件，就能在這裡成為同一位客人。
restore-choose = 選擇檔案
restore-choose-other = 選擇另一個檔案
restore-chosen = 用於 { $host }，製作於 { $date }。
restore-passphrase-hint = 你儲存套件時選的那個。
restore-button = 帶我回來
restore-busy = 正在開啟套件……
restore-done = 你回來了。套件已用掉：請在你的裝置頁面儲存新的。
join-heading = 加入裝置
join-text = 在另一台裝置開啟 Houseguest，前往裝置頁面，讓它顯示代碼。
join-code = 另一台裝置的代碼
join-code-hint = 十六個字母和數字。輸入或貼上皆可，小寫也行。
join-button = 繼續
join-offer-heading = 從另一台裝置加入
join-offer-text = 你在另一台裝置上是客人嗎？在這裡顯示代碼並在那裡輸入，兩台就屬於同一位客人。
offer-button = 顯示代碼
offer-picture = 代碼圖片
offer-copy = 複製代碼
offer-waiting = 正在等待另一台裝置。代碼五分鐘內有效。
pairing-answered = 正在等待另一台裝置……
pairing-compare = 兩台裝置都顯示這個數字嗎？
pairing-compare-named = 另一台裝置（{ $name }）也顯示這個數字嗎？
pairing-same = 數字相同
pairing-different = 數字不同
pairing-cancel = 放棄
pairing-waiting-for-other = 請在另一台裝置上也確認。
pairing-added = 另一台裝置現在屬於你了。
pairing-gone = 這個代碼已失效。請讓另一台裝置顯示新的。
pairing-taken = 另一台裝置已回應此代碼。請顯示新的。
pairing-mismatch = 兩台裝置之間有東西更改了它們的訊息。沒有加入任何裝置。請換個網路再試。
keys-not-a-guest = 你是會員：新裝置直接登入即可。
keys-too-many = 你已有十把鑰匙。請先移除一把。
keys-last = 這是你最後一台裝置。
replaced-heading = 你現在住在另一台裝置上
replaced-text-named = 你在這裡是 { $name }。這位客人已在另一台裝置復原，或這台裝置在那裡被移除了。客人和他的一切都在那裡。
replaced-text = 你的客人已在另一台裝置復原，或這台裝置在那裡被移除了。客人和他的一切都在那裡。
lost-restore = 我有復原套件
you-devices = 你的裝置和復原套件
you-was-guest = 你曾在另一台裝置上當客人嗎？
reason-device-removed = 這台裝置已不屬於這位客人
reason-somebody-is-here = 這裡已經有人了
failure-device-removed = 這台裝置已不屬於這位客人，客人在別處繼續。
failure-somebody-is-here = 這裡已經有人了。請先保留或清除那個帳號。

## While nobody answers

nobody-title = 還沒有人來應門
nobody-text = 目前連不上這間屋子。只要有人開門，動態就會自己出現。
nobody-heading = 先留句話，等人開門
nobody-write = 你寫的會先留在這台裝置上。屋子一回應，就會依序在歡迎貼文下發佈，每則只發一次。
# $when is a time such as “25 minutes ago”.
feed-as-of = 現在沒有人回應。這是{ $when }的動態。你還是可以寫東西，會先在這裡等候。
preferences-waits = 現在沒有人回應。你的選擇已在這裡生效，等屋子回應時就會儲存。
waiting-count = { $count } 件事正在等屋子回應
waiting-not-taken = 你寫的 { $count } 則文字沒有被接受
waiting-sent = 等候中的 { $count } 件事都送出了。
waiting-posts = 等候中的貼文
waiting-here = 在這則貼文下等候的內容
waiting-mark = 等候中
# These name what waits, beside the word “Waiting”.
waiting-comment = 你的留言
waiting-post = 你的貼文
waiting-edit = 對你留言的修改
waiting-deletion = 刪除你的留言
waiting-reaction = 你的回應
waiting-preferences = 你的偏好設定
waiting-send = 現在試試
waiting-still = 還是沒有人回應，會繼續等候。
waiting-take-back = 收回
# Begins with the words of waiting-take-back; $what is one of the names above.
waiting-take-back-what = 收回：{ $what }
waiting-taken-back = 已收回。
waiting-back-in-field = 已收回。文字回到你原本寫的欄位了。
waiting-too-late = 剛剛已經送出了。
waiting-refused-mark = 未被接受
# $reason is one of the clauses under "Why something did not work".
waiting-refused = 屋子沒有收下你的文字：{ $reason }。
waiting-copy = 複製你的文字
waiting-put-away = 收起來
waiting-kept = { $count } 件事在等另一個人，或另一間屋子
waiting-for-others = { $count } 件事在等這台裝置上的另一個人。等那個人回來，就會送出。
# Stands under the name of the other house.
waiting-elsewhere = { $count } 件事在等這間屋子。應用程式再和它連上時才會送出，而且只送到那裡。
waiting-house-embedded = 這個應用程式裡的屋子
