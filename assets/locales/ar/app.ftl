### التطبيق بالعربية. الزائر يتجوّل، والضيف يشارك، والعضو له مفتاحه الخاص.

# The language's own name for itself, as shown in the list of languages.
language-name = العربية

## Titles of pages, in the window's title bar

title-feed = المستجدات · Houseguest
title-thread = منشور · Houseguest
title-preferences = التفضيلات · Houseguest
title-you = أنت · Houseguest
title-not-found = غير موجود · Houseguest

## Around every page

house-name = Houseguest
skip-to-content = الانتقال إلى المحتوى
nav-label = القائمة الرئيسية
nav-feed = المستجدات
nav-preferences = التفضيلات
nav-you = أنت
loading = جارٍ التحميل…
try-again = حاول مرة أخرى
understood = فهمت
dismiss = إغلاق
copied = نُسخ
copy-refused = تعذّر النسخ
to-feed = العودة إلى المستجدات
not-found-heading = لا أحد يسكن هنا
not-found-text = لا يقود هذا العنوان إلى أي صفحة، أو أن المنشور أُزيل.
unreachable = لا أحد يفتح الباب
stopped-text = أوقف خطأٌ منّا التطبيق. حسابك وما بدأت كتابته محفوظان.
stopped-again = أعد التحميل
standing-guest = ضيف
standing-member = عضو

## Times

time-now = الآن
time-minutes = { $count ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
time-hours = { $count ->
    [zero] قبل أقل من ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}
time-days = { $count ->
    [zero] اليوم
    [one] أمس
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}

## The card beside a wide page

porch-label = حالك هنا
porch-visitor = الباب مفتوح
porch-visitor-text = أنت تتجوّل فحسب. لم يُنشأ لك شيء، ولن يُنشأ شيء حتى تكتب أو تتفاعل أو تختار تفضيلًا.
porch-known = أنت { $name }
porch-guest-text = أنت ضيف: بلا تسجيل وبلا كلمة مرور. احتفظ بحسابك متى شئت، وسيبقى كل ما فعلته لك.
porch-member-text = أنت عضو. كل ما فعلته ضيفًا جاء معك.
porch-signed-out = لقد سجّلت الخروج
porch-signed-out-text = مفتاحك ما زال هنا، وهو يعيد الضيف نفسه متى شئت.
porch-ended = انتهت جلستك
porch-ended-text = حسابك وكل ما فيه محفوظ. سجّل الدخول لتعود.
porch-more = المزيد عنك

# Said once, when a visitor has just become a guest by doing something.
welcome-guest = تفضّل بالدخول. أنت هنا الآن باسم { $name }، ولم تحتج إلى تسجيل.

## The feed

feed-heading = ما الجديد
feed-lede-visitor = ادخل وتجوّل. لست بحاجة إلى حساب.
feed-lede-guest = سعداء بوجودك هنا.
feed-lede-member = أهلًا بك في بيتك.
feed-lede-signed-out = لقد سجّلت الخروج. القراءة لا تحتاج إلى حساب.
feed-more = عرض منشورات أقدم
feed-end = هذا كل شيء. لقد بلغت بوابة الحديقة.
feed-empty = المكان هادئ هنا
feed-empty-text = لم ينشر أحد بعد. يمكن أن يكون منشورك الأول.
feed-failed = لم تُحمَّل المستجدات
comment-count = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $count } تعليقات
    [many] { $count } تعليقًا
   *[other] { $count } تعليق
}

## Reactions; the first words of a label say what pressing does

reactions-to = التفاعلات مع «{ $title }»
reaction-love = أحببته، { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
reaction-laugh = أضحكني، { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
reaction-think = دفعني إلى التفكير، { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
reaction-cheer = تصفيق، { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
# $reason is one of the clauses under "Why something did not work".
reaction-refused = سُحب تفاعلك: { $reason }.

## A thread

thread-failed = لم يُحمَّل المنشور
comments-heading = التعليقات
comments-more = عرض المزيد من التعليقات
comments-failed = لم تُحمَّل التعليقات
comments-empty = لا تعليقات بعد
comments-empty-text = قل الكلمة الأولى.
comment-mine = أنت
author-left = شخص غادر
comment-deleted = حُذف هذا التعليق.
# Stands for the writer's name until the server has given one.
comment-you = أنت
comment-reply = رد
comment-reply-to = رد على { $name }
comment-sending = جارٍ النشر…
comment-posted = نُشر تعليقك.
comment-refused = لم يُنشر تعليقك: { $reason }. نصّك عاد إلى الحقل.

## The composer

composer-label = أضف تعليقًا
composer-label-reply = ردّك
composer-placeholder = ما رأيك؟
composer-hint-visitor = بالنشر تصبح ضيفًا. لا شيء عليك ملؤه.
composer-hint-signed-out = بالنشر تعود الضيف نفسه.
composer-hint-ended = انتهت جلستك. سجّل الدخول من «أنت» لتنشر باسمك.
composer-count = { $length } من { $limit } حرف
composer-send = نشر
composer-cancel = إلغاء
composer-empty = اكتب شيئًا أولًا.
composer-too-long = { $over ->
    [zero] بلغ النص الحد المسموح، وهو { $limit }.
    [one] هذا حرف واحد فوق الحد المسموح، وهو { $limit }.
    [two] هذان حرفان فوق الحد المسموح، وهو { $limit }.
    [few] هذه { $over } أحرف فوق الحد المسموح، وهو { $limit }.
    [many] هذه { $over } حرفًا فوق الحد المسموح، وهو { $limit }.
   *[other] هذه { $over } حرف فوق الحد المسموح، وهو { $limit }.
}
composer-control = في النص حرف لا يمكن عرضه. جرّب حذف ما لصقته.
composer-refused = لم يُنشر بعد: { $reason }. نصّك محفوظ؛ انشره مرة أخرى حين تكون جاهزًا.
mention-list = أشخاص يمكنك ذكرهم
# Said when the list opens or changes.
mention-offered = { $count ->
    [zero] لا أحد لتذكره.
    [one] شخص واحد يمكنك ذكره. اختره بمفتاح الإدخال.
    [two] شخصان يمكنك ذكرهما. اختر بالأسهم ومفتاح الإدخال.
    [few] { $count } أشخاص يمكنك ذكرهم. اختر بالأسهم ومفتاح الإدخال.
    [many] { $count } شخصًا يمكنك ذكرهم. اختر بالأسهم ومفتاح الإدخال.
   *[other] { $count } شخص يمكنك ذكرهم. اختر بالأسهم ومفتاح الإدخال.
}

## A post of one’s own

compose = اكتب شيئًا للبيت
post-form-heading = منشورك
post-title = العنوان (اختياري)
post-body = النص
post-body-placeholder = ماذا تودّ أن تحكي؟
post-sending-picture = يجري رفع الصورة…
post-sending = يجري النشر…
post-posted = نُشر منشورك.
post-refused = لم يُنشر منشورك: { $reason }. عاد إلى حقله.
post-discarded = أُهملت مسودّتك.
picture-add = إضافة صورة
picture-hint = JPEG أو PNG أو WebP، حتى { $megabytes } ميغابايت. يمكنك أيضًا لصقها أو إفلاتها هنا.
picture-drop = أفلِت لإضافة هذه الصورة
picture-reading = تجري قراءة الصورة…
picture-added = الصورة هنا. قل ما الذي يُرى فيها.
picture-preview = صورتك: { $name }
picture-remove = إزالة
picture-lost = الصورة التي اخترتَها ضاعت عند إغلاق الصفحة. اخترها من جديد إن كنت لا تزال تريدها.
picture-refused = لم يستطع البيت قبول هذه الصورة. اختر غيرها أو انشر من دونها.
picture-format = ليست هذه صورة بإحدى هذه الصيغ: JPEG وPNG وWebP.
picture-too-large = هذه الصورة أكبر من { $megabytes } ميغابايت. اختر أصغر منها.
picture-unreadable = تعذّرت قراءة هذا الملف. اختر غيره.
picture-alt = ما الذي يُرى فيها؟
picture-alt-hint = أخبر من لا يستطيع رؤيتها. تكفي جملة.
picture-alt-missing = قل ما الذي يُرى، أو أنها زينة فقط.
picture-decorative = هي زينة فقط

## الناس

title-person = صفحة شخص · Houseguest
edited = معدّل
person-failed = لم تُحمَّل هذه الصفحة
person-edit = تعديل
person-since = هنا منذ { $date }
post-count = { $count ->
    [zero] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $count } منشورات
    [many] { $count } منشورًا
   *[other] { $count } منشور
}
reaction-count = { $count ->
    [zero] لا تفاعلات
    [one] تفاعل واحد
    [two] تفاعلان
    [few] { $count } تفاعلات
    [many] { $count } تفاعلًا
   *[other] { $count } تفاعل
}
activity-heading = ما جرى هنا
activity-failed = لم يُحمَّل ما جرى هنا
activity-empty = لم يُكتب شيء بعد
activity-empty-text = تظهر هنا التعليقات، وكذلك ما كُتب منها قبل التسجيل.
activity-more = عرض الأقدم
activity-commented = تعليق على
milestone-member = سجّل واحتفظ بالحساب
milestone-member-text = { $date }. كل ما تحت هذا كتبه الشخص نفسه وهو ضيف.
milestone-came = دخل الدار
person-edit-heading = كيف يراك الآخرون
person-edit-text = تظهر التغييرات في كل مكان، حتى على ما كتبته من قبل.
person-name = الاسم
person-name-hint = حتى 40 حرفًا، بأي كتابة.
person-handle = المعرّف
person-handle-hint = ما يكتبه الآخرون بعد @ للإشارة إليك. من 3 إلى 24: ‎a–z و0–9 والواصلة.
person-face = الصورة
person-colour = اللون
person-refused = لم يقبل الخادم ذلك. راجع الحقول وحاول مجددًا.
person-changed = هكذا يراك الآخرون الآن.
save = حفظ
handle-taken = هذا المعرّف لشخص آخر.
handle-reserved = لا يمكن لأحد أن يأخذ هذا المعرّف: قد يُظن أنه الدار نفسها.
handle-invalid = استخدم ‎a–z و0–9 والواصلة، وابدأ واختم بحرف أو رقم.
handle-length = استخدم من 3 إلى 24 حرفًا.
name-empty = اكتب اسمًا.
name-long = استخدم 40 حرفًا على الأكثر.
name-invalid = فيه حرف لا يمكن عرضه.
motif-arched-door = باب مقوّس
motif-square-door = باب مستقيم
motif-round-door = باب مستدير الأعلى
motif-dutch-door = باب من نصفين
motif-lantern = فانوس
motif-key = مفتاح
motif-teacup = كوب شاي
motif-plant = نبتة
motif-cat = قطة
motif-bird = طائر
motif-moon = قمر
motif-sun = شمس

## أخبار لشخص واحد

title-notifications = الإشعارات · Houseguest
nav-notifications = الإشعارات
nav-unread = { $count ->
    [zero] لا شيء غير مقروء
    [one] واحد غير مقروء
    [two] اثنان غير مقروءين
    [few] { $count } غير مقروءة
    [many] { $count } غير مقروء
   *[other] { $count } غير مقروء
}
news-heading = إشعارات لك
news-failed = لم يُحمَّل جديدك
news-empty = كل شيء هادئ
news-empty-text = حين يرد عليك أحد أو يشير إليك، ستقرأ ذلك هنا.
news-visitor = لا أحد يعرفك هنا بعد
news-visitor-text = ما إن تكتب شيئًا حتى تتجمع هنا الردود عليه والإشارات إليك.
news-more = عرض الأقدم من الجديد
news-read-all = تعليم الكل كمقروء
news-not-read = ما زال غير مقروء: { $reason }.
news-new = جديد:
news-reply = رد عليك { $name } تحت «{ $post }»
news-mention = أشار إليك { $name } تحت «{ $post }»
news-mention-post = أشار إليك { $name } في «{ $post }»

## ما يُفعل بالتعليقات والمنشورات

show = إظهار
hide = إخفاء
report = إبلاغ…
edit = تعديل
delete = حذف
comment-by = تعليق { $name }
comment-more = المزيد عن تعليق { $name }
post-more = المزيد عن هذا المنشور
post-hidden = أخفيتَ هذا المنشور.
post-muted = في هذا المنشور كلمة كتمتَها.
comment-hidden = أخفيتَ هذا التعليق.
comment-muted = فيه كلمة كتمتَها.
comment-was-deleted = حُذف تعليقك.
comment-not-deleted = تعليقك ما زال موجودًا: { $reason }.
comment-not-restored = تعذّرت استعادة تعليقك: { $reason }.
comment-not-changed = بقي تعليقك كما كان: { $reason }. نصّك محفوظ.
not-hidden = لم يتغيّر شيء: { $reason }.
post-was-hidden = من الآن يُطوى هذا المنشور لك في المستجدات.
answers-hide = { $count ->
    [zero] لا ردود
    [one] طيّ رد واحد
    [two] طيّ ردّين
    [few] طيّ { $count } ردود
    [many] طيّ { $count } ردًّا
   *[other] طيّ { $count } رد
}
answers-show = { $count ->
    [zero] لا ردود
    [one] إظهار رد واحد
    [two] إظهار ردّين
    [few] إظهار { $count } ردود
    [many] إظهار { $count } ردًّا
   *[other] إظهار { $count } رد
}
answers-elsewhere = { $count ->
    [zero] لا ردود
    [one] متابعة: رد واحد
    [two] متابعة: ردّان
    [few] متابعة: { $count } ردود
    [many] متابعة: { $count } ردًّا
   *[other] متابعة: { $count } رد
}
branch-text = أنت تقرأ فرعًا واحدًا من التعليقات.
branch-whole = عرض كل التعليقات
edit-label = عدّل تعليقك
edit-conflict = غيّرتَ هذا التعليق في أثناء ذلك على جهاز آخر. وهذا نصّه هناك، والحفظ يستبدل به ما في الأسفل.
report-heading = ما المشكلة فيه؟
report-text = سيقرأ بلاغك من يعتنون بهذه الدار. ولن يعرف الكاتب أنك من أبلغ.
report-why = السبب
report-choose = اختر سببًا أولًا.
report-note = أتودّ إضافة شيء؟ (اختياري)
report-note-long = استخدم 500 حرف على الأكثر، بلا حروف تحكم.
report-send = إرسال البلاغ
report-sent = شكرًا لك. أُرسل البلاغ.
report-refused = لم يُرسل البلاغ: { $reason }.
report-spam = إعلان أو إزعاج
report-harassment = مضايقة لأحد
report-hate = كراهية تجاه الناس
report-danger = قد يتأذّى أحد
report-private = كشف شيء خاص
report-other = شيء آخر

## ما يتغيّر أثناء القراءة

feed-fresh = { $count ->
    [zero] لا منشورات جديدة
    [one] منشور جديد
    [two] منشوران جديدان
    [few] { $count } منشورات جديدة
    [many] { $count } منشورًا جديدًا
   *[other] { $count } منشور جديد
}
live-waiting = التحديث المباشر متوقف الآن. تجري إعادة الاتصال…

## Preferences

preferences-heading = التفضيلات
preferences-lede-visitor = تسري اختياراتك فورًا. أول اختيار يجعلك ضيفًا، ليكون في انتظارك في المرة القادمة. لا شيء عليك ملؤه.
preferences-lede-known = تسري اختياراتك فورًا وتبقى معك، حتى حين تصبح عضوًا.
preferences-lede-signed-out = تسري اختياراتك فورًا. والاختيار يعيدك الضيف نفسه.
preferences-lede-ended = تسري اختياراتك فورًا على هذا الجهاز. سجّل الدخول من «أنت» لتبقى معك.
preferences-saving = جارٍ حفظ اختيارك…
preferences-kept = حُفظ.
preferences-refused = سُحب اختيارك: { $reason }.
theme = الألوان
theme-hint = ألوان البيت.
theme-system = مثل نظامي
theme-light = فاتحة
theme-dark = داكنة
theme-high-contrast = تباين عالٍ
language = اللغة
language-hint = لغة الأزرار والرسائل، لا لغة المنشورات.
language-system = مثل نظامي
language-not-fetched = تعذّر تحميل كلمات { $language }. كل شيء باقٍ كما كان.
density = الكثافة
density-hint = كم تتّسع له الشاشة الواحدة.
density-comfortable = مريحة
density-compact = متراصّة
motion = الحركة
motion-hint = كم يتحرّك على الشاشة.
motion-system = مثل نظامي
motion-reduced = أقل ما يمكن
motion-full = كل شيء
news-preferences = ما تُخبَر به
notify-replies = الردود
notify-replies-hint = حين يردّ أحد على تعليقك أو منشورك.
notify-mentions = الإشارات
notify-mentions-hint = حين يكتب أحد اسمك مع @.
muted-words = كلمات مكتومة
muted-words-none = لا شيء
muted-words-add = كلمة أو بضع كلمات
muted-words-hint = ما يحويها يُطوى ولا تُخبَر به.
muted-words-button = كتم
muted-words-remove = إلغاء كتم { $word }
muted-words-removed = لم تعد { $word } مكتومة.
muted-words-empty = اكتب كلمة أولًا.
muted-words-long = استعمل { $limit } حرفًا على الأكثر.
muted-words-full = يتّسع المكان لـ { $limit } كلمة. أزل واحدة أولًا.
undo = تراجع
clash-heading = جهاز آخر اختار غير ذلك
clash-text = غيّرت الشيء نفسه في مكانين. أيّهما يبقى؟
clash-setting = الإعداد
clash-here = هنا
clash-there = هناك
clash-keep-mine = إبقاء ما اخترته هنا
clash-take-theirs = أخذ الآخر
switch-on = مفعّل
switch-off = معطّل

## You

you-heading = أنت
you-failed = لم نتمكّن من معرفة من تكون هنا
you-visitor = أنت تتجوّل فحسب
you-visitor-text = لم يُنشأ لك حساب ولا مفتاح ولا ملف ارتباط. لحظة تعلّق أو تتفاعل أو تختار تفضيلًا تصبح ضيفًا: بلا استمارة وبلا كلمة مرور.
you-have-account = لديّ حساب: تسجيل الدخول
you-ended-text = انتهت جلستك. حسابك وكل ما فيه محفوظ؛ سجّل الدخول لتعود.
you-log-in = تسجيل الدخول
you-leave-member = التجوّل زائرًا
you-guest-text = أنت ضيف. كل ما تفعله هنا يعود إلى هذه الهوية، ويبقى لك حين تحتفظ بحسابك.
you-member-text = أنت عضو. كل ما فعلته هنا لك، ويمكنك تسجيل الدخول من أي جهاز.
you-name-hint = الاسم والباب مصنوعان من معرّفك
you-sub = معرّفك
# "sub" is the technical name of the identifier in OpenID Connect; leave it as it is.
you-sub-hint = وهو «sub». يبقى كما هو دائمًا، قبل التسجيل وبعده.
you-copy-sub = نسخ معرّفك
you-since = هنا منذ
you-login = تسجّل الدخول بواسطة
you-key-place = أين يوجد مفتاحك
you-key-vault = في الخزنة المشفّرة على هذا الجهاز، ولا يغادرها أبدًا.
you-key-browser = لا مكان له. في المتصفّح أنت جلستك.
you-key-cookie = ليس في أي مكان. أنت ملف تعريف ارتباط في هذا المتصفح لا يستطيع أي نص برمجي قراءته.
you-thumbprint = بصمة المفتاح
you-thumbprint-hint = بصمة للنصف العلني، ولا خطر من إظهارها.
you-signed-out-text = هذا الضيف مقفل، ومفتاحه ما زال في الخزنة. ضغطة واحدة تعيد هذا الضيف بعينه.
you-come-back = العودة بهذا الضيف
you-lost-text = يمكنك التجوّل كما من قبل.
sign-out-heading = هل تغادر الآن؟
sign-out = تسجيل الخروج
sign-out-member-text = يمكنك تسجيل الدخول من جديد بما اخترته حين احتفظت بحسابك.

## How this browser remembers you

remember-heading = كيف يتذكّرك هذا المتصفح
remember-lede = في المتصفح أنت جلستك، وهناك طريقتان لحفظها. لا مفتاح في أيٍّ منهما: لتكون في أمان، احتفظ بحسابك.
remember-usual = المعتاد هنا
remember-token = تحفظها الصفحة
remember-token-text = رمز دخول يوضع في تخزين هذا الموقع. تقرؤه الصفحة، وقد يقرؤه أيضًا نص برمجي غريب يدخل إليها.
remember-cookie = يحفظها المتصفح
remember-cookie-text = ملف تعريف ارتباط لا يستطيع أي نص برمجي قراءته، ولا حتى نصوصنا. لا تملك الصفحة شيئًا: الخادم هو من يخبرها بمن هنا.
remember-survives-tab = تغلق علامة التبويب وتعود في الوقت المناسب
remember-survives-browser = تغلق المتصفح كله وتعود في الوقت المناسب
remember-ends-browser = تغلق المتصفح كله
remember-ends-idle = { $count ->
    [zero] لا يأتي أحد
    [one] لا يأتي أحد ليوم واحد
    [two] لا يأتي أحد ليومين
    [few] لا يأتي أحد لمدة { $count } أيام
    [many] لا يأتي أحد لمدة { $count } يومًا
   *[other] لا يأتي أحد لمدة { $count } يوم
}
remember-guest-stays = تبقى كما أنت: يُتذكَّر هذا الضيف بالطريقة التي نشأ بها. اختيارك يسري على الضيف التالي في هذا المتصفح.
remember-member-stays = تبقى كما أنت حتى تسجّل الخروج. اختيارك يسري على من يأتي بعدك في هذا المتصفح.

## Can I lose this? Lock, switch, erase

safety-heading = هل يمكن أن أفقد هذا؟
safety-vault = مع هذا الجهاز فقط. مفتاحك في خزنة مشفّرة عليه، وليس لدى أحد نسخة منه، ولا نحن.
safety-opened-store = مخزن بيانات الاعتماد في جهازك يفتح الخزنة: من سجّل الدخول إلى هذا الجهاز باسمك يمكنه أن يكون هذا الضيف.
safety-opened-passphrase = عبارة المرور الخاصة بك تفتح الخزنة. لا أحد يستطيع استعادتها لك.
safety-opened-app = التطبيق نفسه يحمل مفتاح الخزنة.
safety-browser = نعم، وبسهولة. لا مفتاح في المتصفّح: يعيش هذا الضيف ما دام هذا المتصفّح يحتفظ بجلسته.
safety-survives = تبقى هذا الضيف حين
safety-ends = يضيع هذا الضيف إلى الأبد حين
safety-vault-restart = تغلق التطبيق أو تعيد التشغيل أو ينقطع الاتصال
safety-vault-session = تنتهي الجلسة: يفتح المفتاح جلسة جديدة
safety-vault-device = يضيع هذا الجهاز أو خزنته أو مخزن بيانات الاعتماد فيه
safety-vault-passphrase = يضيع هذا الجهاز أو خزنته، أو تنسى عبارة المرور
safety-idle = يمضي وقت طويل جدًا لا يكون فيه أحد هذا الضيف، فيرتّب المكان نفسه
safety-browser-reload = تعيد تحميل الصفحة
safety-browser-close = تغلق علامة التبويب وتعود قبل انتهاء الجلسة
safety-browser-data = تُمسح بيانات هذا المتصفّح، أو كانت النافذة خاصة
safety-browser-session = تنتهي الجلسة قبل أن تحتفظ بحسابك
safety-clocks = كم يدوم هذا
safety-session-ends = تنتهي هذه الجلسة
safety-session-key = استخدام التطبيق يؤجّل ذلك. وبعد انتهائها يفتح مفتاحك جلسة جديدة: لا يضيع شيء.
safety-session-no-key = استخدام هذه الصفحة يؤجّل ذلك. وبعد انتهائها يضيع هذا الضيف.
safety-cookie = نعم، بسهولة. لا مفتاح في المتصفح: يعيش هذا الضيف ما دام هذا المتصفح يحتفظ بملف تعريف ارتباط لا يستطيع أي نص برمجي قراءته.
safety-cookie-idle = { $count ->
    [zero] إذا لم يأتِ أحد تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
    [one] إذا لم يأتِ أحد ليوم واحد تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
    [two] إذا لم يأتِ أحد ليومين تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
    [few] إذا لم يأتِ أحد لمدة { $count } أيام تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
    [many] إذا لم يأتِ أحد لمدة { $count } يومًا تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
   *[other] إذا لم يأتِ أحد لمدة { $count } يوم تنتهي هذه الجلسة ويضيع هذا الضيف. كل زيارة تؤجّل ذلك.
}
safety-removal = الضيوف الذين يغيبون
safety-removal-days = { $count ->
    [zero] يُزالون في يومهم، إلا إذا كتبوا شيئًا يراه الآخرون.
    [one] يُزالون بعد يوم واحد لا يكون فيه أحد هذا الضيف، إلا إذا كتبوا شيئًا يراه الآخرون.
    [two] يُزالون بعد يومين لا يكون فيهما أحد هذا الضيف، إلا إذا كتبوا شيئًا يراه الآخرون.
    [few] يُزالون بعد { $count } أيام لا يكون فيها أحد هذا الضيف، إلا إذا كتبوا شيئًا يراه الآخرون.
    [many] يُزالون بعد { $count } يومًا لا يكون فيها أحد هذا الضيف، إلا إذا كتبوا شيئًا يراه الآخرون.
   *[other] يُزالون بعد { $count } يوم لا يكون فيها أحد هذا الضيف، إلا إذا كتبوا شيئًا يراه الآخرون.
}
safety-removal-none = لا يُزالون هنا من تلقاء أنفسهم.
ways-out-heading = طرق المغادرة
lock-heading = قفل
lock-text = تنتهي الجلسة هنا ويبقى المفتاح في الخزنة. ضغطة واحدة تعيد هذا الضيف.
lock-button = القفل الآن
switch-heading = تبديل الحساب
switch-text = استعمل حسابًا لديك. يبقى هذا الضيف على هذا الجهاز ويظهر هنا، ويمكنك العودة إليه.
switch-text-kept = يبقى من تتركه على هذا الجهاز. يمكنك العودة متى شئت.
switch-text-cookie = يعيش هذا الضيف في ملف تعريف الارتباط الوحيد للمتصفح، وتسجيل الدخول يحلّ محله. احتفظ بالحساب بدلًا من ذلك: هناك يمكنك أن تأخذ أشياءك معك إلى حساب لديك.
switch-log-in = استعمال حساب آخر
switch-button = تبديل
switch-to = تبديل إلى { $name }
# $date is a day, such as "22 November 2026".
kept-since = على هذا الجهاز منذ { $date }
erase-heading = محو الضيف
erase-text = ينسى هذا الجهاز الضيف ويتلف مفتاحه. لا يستطيع أحد التراجع عن ذلك.
erase-button = محو هذا الضيف…
erase-lost-self = لن تكون { $name } بعد ذلك أبدًا، لا هنا ولا في أي مكان.
erase-lost-words = يبقى ما كتبته ظاهرًا بذلك الاسم، ولن تستطيع تغييره أو حذفه.
erase-lost-preferences = لا تبقى تفضيلاتك وتفاعلاتك لك.
erase-first = قبل أن تذهب، إن أردت
erase-keep-instead = الاحتفاظ بحسابي بدلًا من ذلك
erase-export = حفظ ما كتبته
erase-exported = حُفظ باسم { $file }: صفحتك ومنشوراتك وتعليقاتك وتفضيلاتك. لا يستطيع أحد أن يعود به.
erase-type = للمتابعة اكتب: { $word }
erase-hint = إن أردت المغادرة لبعض الوقت فقط فاستعمل القفل. ولتأمن دائمًا احتفظ بحسابك.
# The word a person types to erase their guest. Short, and easy to type in this language.
erase-word = محو
erase-wrong = هذه ليست الكلمة «{ $word }». لم يُمحَ شيء.
erase-confirm = محو إلى الأبد
erase-spare = إبقاء هذا الضيف

## Keeping the account

offer-heading = بدأت تترك أثرًا
offer-text = تعليقاتك تعود إلى هذا الضيف. إن أردت الاحتفاظ بها دائمًا فأعطه طريقة لتسجيل الدخول؛ لا داعي للعجلة.
offer-more = كيف يتم ذلك
offer-dismiss = لا تسألني مجددًا
keep-heading = احتفظ بحسابك
keep-text = اختر طريقة لتسجيل الدخول، فيصبح هذا الضيف عضوًا. يستغرق ذلك دقيقة في متصفّحك.
keep-same-you = تبقى الشخص نفسه، بالمعرّف نفسه
keep-everything = تبقى التعليقات والتفاعلات والتفضيلات
keep-anywhere = يمكنك تسجيل الدخول من أي جهاز
keep-button = احتفظ بحسابك
keep-starting = جارٍ فتح صفحة التسجيل…
keep-hint-window = تُفتح صفحة التسجيل في متصفّحك. يمكنك التوقف متى شئت ولا يتغيّر شيء.
keep-hint-browser = تذهب إلى صفحة التسجيل ثم تعود. يمكنك التوقف متى شئت ولا يتغيّر شيء.
keep-waiting = تابع في متصفّحك
keep-waiting-text = تنتقل هذه الصفحة وحدها حين تنتهي. وحتى ذلك الحين أنت الضيف الذي كنته.
keep-step-opened = فُتحت صفحة التسجيل في متصفّحك
keep-step-sign-up = في انتظار أن تسجّل هناك
keep-step-return = ثم تعود إلى هنا عضوًا
keep-by-hand = لم تُفتح الصفحة؟
keep-by-hand-text = افتح هذا العنوان في متصفّح على هذا الجهاز:
keep-copy-address = نسخ العنوان
keep-open-again = فتح الصفحة مرة أخرى
keep-cancel = التوقف عن الانتظار
by-hand-button = المتصفح على جهاز آخر؟ استخدم رمزًا
by-hand-heading = العودة إلى البيت برمز
by-hand-open = افتح هذا العنوان في المتصفح الآخر:
by-hand-here-only = الخادم يعمل على هذا الجهاز، لذلك لا يجد العنوان إلا متصفح على هذا الجهاز.
by-hand-picture = العنوان كرمز QR للكاميرا
by-hand-until = مدة صلاحية العنوان:
by-hand-sign-up = سجّل هناك. في النهاية تعرض الصفحة رمزًا.
by-hand-log-in = سجّل الدخول هناك. في النهاية تعرض الصفحة رمزًا.
by-hand-code = الرمز الذي في الصفحة
by-hand-code-hint = ثمانية أحرف وأرقام، مثل K7QF‑2M9X. لا فرق بين الأحرف الكبيرة والصغيرة ولا أثر للمسافات والشرطات. لا تكتب إلا رمزًا من صفحة فتحتها بنفسك.
by-hand-submit = العودة إلى البيت
by-hand-new-address = الحصول على عنوان جديد
by-hand-not-a-code = الرمز ثمانية أحرف وأرقام. انظر إلى الصفحة مرة أخرى.
by-hand-wrong-code = ليس هذا هو الرمز الذي تعرضه الصفحة. اكتبه كما هو هناك؛ وإن لم يظهر رمز بعد فأكمل هناك أولًا.
by-hand-code-ended = انتهت صلاحية هذا الرمز. احصل على عنوان جديد ومُرّ بالصفحة مرة أخرى.
keep-cancelled = لم يتغيّر شيء. ما زلت الضيف نفسه.
keep-failed = لم ينجح ذلك: { $reason }. لم يتغيّر شيء؛ ما زلت الضيف نفسه.
kept-heading = أنت عضو الآن. أهلًا بك في بيتك.
kept-text = كل شيء جاء معك:
kept-comments = تعليقاتك وتفاعلاتك، بالاسم نفسه
kept-preferences = تفضيلاتك
kept-sub = معرّفك، بلا تغيير:
kept-sessions-ended = انتهت كل جلسات الضيف الأخرى
kept-key-retired = أُحيل مفتاح الضيف إلى التقاعد، وانتهت كل جلساته الأخرى
merged-heading = أصبح ضيفك جزءًا من حسابك
merged-text = سجّلت الدخول إلى حساب كان لديك من قبل وأحضرت أشياءك معك: تظهر التعليقات والتفاعلات من الآن باسم ذلك الحساب.
merged-undo = إن كان ذلك خطأً، يمكنك إخراج الضيف من جديد خلال سبعة أيام، من صفحة حسابك أو عبر الرابط في الرسالة التي أرسلناها إليك. ولأجل ذلك يحتفظ هذا الجهاز بمفتاح الضيف.
elsewhere-heading = سجّلت الدخول إلى حساب كان لديك من قبل
elsewhere-text = ذلك الحساب شخص آخر بالنسبة إلينا، وله معرّفه. أنت تستعمله الآن.
elsewhere-now = أنت الآن
elsewhere-guest = الضيف الذي كنته
elsewhere-guest-text = لم يتغيّر ضيفك: تعليقاته باقية في مكانها وباسمه. سجّل الخروج من هذا الحساب فتعود ذلك الضيف.
elsewhere-guest-cookie = كان ضيفك يعيش في ملف تعريف الارتباط الذي صار لهذا الحساب، فلا أحد يستطيع أن يكونه مرة أخرى. تبقى تعليقاته في مكانها وباسمه.

## Signing in to an account that exists

log-in-starting = جارٍ فتح صفحة تسجيل الدخول…
log-in-waiting-text = تنتقل هذه الصفحة وحدها حين تنتهي.
log-in-step-opened = فُتحت صفحة تسجيل الدخول في متصفّحك
log-in-step-now = في انتظار أن تسجّل الدخول هناك
log-in-step-return = ثم تعود إلى هنا
log-in-cancelled = لم يتغيّر شيء.
log-in-failed = لم ينجح ذلك: { $reason }. لم يتغيّر شيء.
log-in-done = سجّلت الدخول. أهلًا بك في بيتك.

## The vault

lost-heading = لم يعد الوصول إلى هذا الضيف ممكنًا
lost-text-named = كنت هنا { $name }. كان مفتاح ذلك الضيف في خزنة على هذا الجهاز، والخزنة ضاعت. من دون المفتاح لا يستطيع أحد أن يكون هذا الضيف من جديد، ولا نحن.
lost-text = كان مفتاح ضيفك في خزنة على هذا الجهاز، والخزنة ضاعت. من دون المفتاح لا يستطيع أحد أن يكون هذا الضيف من جديد، ولا نحن.
removed-heading = أُزيل هذا الضيف
removed-text-named = كنت هنا { $name }. مضى وقت طويل لم يكن فيه أحد هذا الضيف، فأزاله المكان الذي زرته. كان مفتاحك سليمًا، لكنه لم يعد يفتح شيئًا هناك.
removed-text = مضى وقت طويل لم يكن فيه أحد ضيفك، فأزاله المكان الذي زرته. كان مفتاحك سليمًا، لكنه لم يعد يفتح شيئًا هناك.
lost-safe = ما كتبه الضيف يبقى ظاهرًا. يمكنك أن تبدأ من جديد: زائرًا، إلى أن تكتب مرة أخرى.
lost-start-fresh = البدء زائرًا
vault-restored = أُصلحت خزنتك
vault-restored-text = كان ملف الخزنة تالفًا، فأُعيدت نسخته السابقة. أنت الضيف نفسه كما من قبل.
vault-unlock = افتح خزنتك
vault-unlock-text = لا يوجد في هذا الجهاز مخزن لبيانات الاعتماد، لذلك خزنتك مقفلة بعبارة المرور. يمكنك القراءة من دونها.
vault-choose-passphrase = اختر عبارة مرور
vault-choose-passphrase-text = لا يوجد في هذا الجهاز مخزن لبيانات الاعتماد، لذلك يُقفل مفتاح ضيفك بعبارة مرور. لا أحد يستطيع استعادتها لك.
vault-choose-button = إنشاء الخزنة
vault-unlock-button = فتح
vault-unlocking = جارٍ الفتح…
vault-locked = خزنتك مقفلة
vault-locked-text = مخزن بيانات الاعتماد في النظام مقفل، لذلك لا يمكن فتح الخزنة. افتحه وحاول مرة أخرى.
vault-in-use = نافذة أخرى تستعمل خزنتك
vault-in-use-text = يبدو أن Houseguest يعمل مرتين. أغلق الآخر وحاول مرة أخرى.
vault-damaged = خزنتك تالفة
vault-damaged-text = لا يمكن فتح الخزنة ولا نسختها السابقة، لذلك لم يعد الوصول إلى هذا الضيف ممكنًا. نُحّي الملف جانبًا ولم يُحذف.
vault-damaged-file = اسمه الآن
vault-restored-safe = حُفظ الملف التالف بجانبها. قد يكون آخر ما فعلته قبل ذلك مفقودًا.
vault-choose-passphrase-safe = لم يُنشأ شيء بعد. يمكنك متابعة القراءة من دونها.
vault-safe-behind-lock = ضيفك ومفتاحه في أمان خلف القفل. يمكنك متابعة القراءة، ولن يُنشأ ضيف جديد من وراء ظهرك.
vault-key-elsewhere = هذه الخزنة من جهاز آخر
vault-key-elsewhere-text = على هذا الجهاز خزنة، لكن المفتاح الذي يفتحها ليس هنا. نُقل الملف من جهاز آخر، أو أُفرغ مخزن بيانات الاعتماد في النظام.
vault-key-elsewhere-safe = لم يتغيّر شيء فيها. ما زالت تُفتح على الجهاز الذي جاءت منه؛ وإن بدأت هنا من جديد يُنحّى الملف جانبًا ولا يُحذف.
refused-text-named = كنت هنا { $name }. مفتاحك سليم، لكن المكان الذي زرته لم يعد يعرفه.
refused-text = مفتاحك سليم، لكن المكان الذي زرته لم يعد يعرفه.
session-over-text-named = كنت هنا { $name }. في المتصفّح الضيف هو جلسته، وقد انتهت الجلسة.
session-over-text = في المتصفّح الضيف هو جلسته، وقد انتهت الجلسة.
passphrase = عبارة المرور
passphrase-hint = تلك التي اخترتها عند إنشاء الخزنة.
passphrase-hint-new = { $shortest } حرفًا على الأقل. بضع كلمات لا رابط بينها تفي بالغرض.
passphrase-show = إظهار
passphrase-hide = إخفاء
passphrase-empty = اكتب عبارة المرور.
passphrase-short = استعمل { $shortest } حرفًا على الأقل.
passphrase-wrong = عبارة المرور هذه لا تفتح الخزنة.

## Why something did not work: clauses that follow a colon and end without a full stop

reason-offline = لا يوجد اتصال
reason-server-failed = في الخادم مشكلة
reason-too-many-requests = كان ذلك كثيرًا دفعة واحدة
reason-session-ended = انتهت جلستك
reason-rejected = لم يقبله الخادم
reason-not-found = لم يعد موجودًا
reason-conflict = تغيّر في مكان آخر في هذه الأثناء
reason-vault-locked = خزنتك مقفلة
reason-vault-damaged = خزنتك تالفة
reason-guest-removed = أُزيل هذا الضيف
reason-browser-unavailable = تعذّر فتح متصفّح
reason-promotion-state = لم يعد التسجيل في الانتظار
reason-not-supported = هذا الخادم غير مُعدّ لذلك
reason-code-ended = الرمز الذي في الصفحة استُخدم من قبل أو أصبح قديمًا أو كُتب خطأً مرات كثيرة
reason-no-room = لا أحد يجيب الآن، ولا مكان على هذا الجهاز لحفظه حتى ذلك الحين
reason-internal = حدث خطأ من جهتنا

## The same as sentences, with what one can do

failure-offline = لا يوجد اتصال بالبيت. حاول مرة أخرى حين يعود الاتصال.
failure-server-failed = في الخادم مشكلة. حاول مرة أخرى بعد قليل.
failure-too-many-requests = كان ذلك كثيرًا دفعة واحدة. انتظر لحظة وحاول مرة أخرى.
failure-session-ended = انتهت جلستك وتعذّر تجديدها.
failure-rejected = لم يقبل الخادم ذلك.
failure-not-found = لم يعد موجودًا.
failure-conflict = تغيّر في مكان آخر في هذه الأثناء. أعد تحميله.
failure-vault-locked = خزنتك مقفلة. افتحها أولًا.
failure-vault-damaged = خزنتك تالفة.
failure-guest-removed = أُزيل هذا الضيف لأن أحدًا لم يكنه منذ وقت طويل.
failure-browser-unavailable = تعذّر فتح متصفّح على هذا الجهاز.
failure-promotion-state = لم يعد التسجيل في الانتظار. ابدأ من جديد إن شئت.
failure-not-supported = هذا الخادم غير مُعدّ لذلك.
failure-no-room = لا أحد يجيب الآن، ولا مكان على هذا الجهاز لحفظه حتى ذلك الحين. حاول مرة أخرى لاحقًا.
failure-internal = حدث خطأ من جهتنا.

## Behind the scenes

scenes-open = خلف الكواليس
scenes-heading = خلف الكواليس
scenes-close = إغلاق الكواليس
scenes-tabs = ما الذي تنظر إليه
scenes-tab-story = القصة
scenes-tab-timeline = الأحداث
scenes-tab-tokens = الرموز
scenes-tab-clocks = الساعات
scenes-tab-vault = الخزنة
scenes-tab-break = اكسره
scenes-vault-browser = ليس في المتصفّح العادي خزنة ولا مفتاح. ما يُتذكَّر موجود في تخزين هذا المتصفّح.
scenes-vault-key = مفتاح الضيف في الخزنة المشفّرة على هذا الجهاز. يوقّع هناك ولا يغادرها أبدًا. هذه بصمته:
scenes-vault-no-key = لا مفتاح في الخزنة الآن: إمّا أن أحدًا لم يحتج إليه بعد، أو أن العضو لم يعد يحتاج إليه.
step-discovery = أين أبواب خادم الهوية
step-challenge = تحدٍّ جديد للمفتاح
step-key-proof = المفتاح يثبت مَن هنا
step-refresh = رموز جديدة مقابل رمز التجديد
step-code-exchange = رموز عضو مقابل رمز المتصفّح
step-user-info = السؤال عمّن هنا
step-revoke = إنهاء جلسة على الخادم
step-keyless-sign-up = إنشاء ضيف بلا مفتاح
step-promotion-code = رمز لمرة واحدة لصفحة التسجيل
step-page = تُفتح صفحة في المتصفّح
step-read = قراءة
step-write-comment = كتابة تعليق
step-react = تفاعل
step-preferences = التفضيلات
step-other-write = تغيير شيء
step-access = من لديه حق الوصول
step-restore = يعود ضيف من عُدّة استرداد
step-pairing = ينضم جهاز ثانٍ
step-live = متابعة ما يجري في البيت
step-key = المفتاح
step-memory = ما يتذكّره هذا الجهاز
step-vault = الخزنة
step-break = كُسر عمدًا
step-other = نداء آخر
deed-opened = فُتحت الخزنة
deed-restored = كانت الخزنة تالفة، فأُعيدت نسختها السابقة
deed-key-made = صُنع زوج مفاتيح
deed-signed = وقّع المفتاح
deed-saved = حُفظ ما يُتذكَّر
deed-retired = أُحيل المفتاح إلى التقاعد
seen-filter = عرض
seen-filter-all = كل شيء
seen-filter-calls = النداءات
seen-filter-vault = عمل الخزنة
seen-filter-live = ما يخبر به البيت
seen-filter-failures = ما لم ينجح
seen-nothing = لم يحدث شيء من هذا بعد.
seen-no-answer = بلا جواب
seen-tokens-arrived = وصلت رموز
seen-bearer = أُرسل معه رمز وصول.
seen-cookies = طُلب من المتصفح إرسال ملفات تعريف الارتباط معه. لا تستطيع الصفحة رؤيتها.
seen-request = المُرسَل
seen-answer = الجواب
seen-curl = نسخ بصيغة curl
seen-access-token = رمز الوصول
seen-id-token = رمز الهوية
seen-thumbprint = نسخ البصمة
seen-source = المصدر
seen-chapter = للمزيد
tokens-none = لا شيء للمقارنة بعد. بعد مجموعتين من الرموز يظهر هنا ما تغيّر بينهما.
tokens-cookie = الجلسة ملف تعريف ارتباط في المتصفح. لا رمز دخول في هذه الصفحة، فلا شيء لفك ترميزه.
tokens-promotion = آخر الرموز ضيفًا ({ $before }) بجانب أولها عضوًا ({ $after }).
tokens-latest = أحدث مجموعتين من الرموز ({ $before } و{ $after }). بعد التسجيل: ضيفًا بجانب عضوًا.
tokens-claim = البند
tokens-before = قبل
tokens-after = بعد
tokens-value = القيمة
tokens-changed = تغيّر
clocks-none = لم تصل رموز بعد، فلا شيء ينتهي.
clocks-cookie = الجلسة ملف تعريف ارتباط في المتصفح، ولا رمز دخول في هذه الصفحة. مدة بقائها مذكورة في الصفحة التي عنك.
clocks-over = انتهى
countdown-days = { $count ->
    [zero] { $clock }
    [one] يوم واحد و{ $clock }
    [two] يومان و{ $clock }
    [few] { $count } أيام و{ $clock }
    [many] { $count } يومًا و{ $clock }
   *[other] { $count } يوم و{ $clock }
}
clocks-access = ينتهي رمز الوصول
clocks-session = الجلسة، إن لم يحدث شيء
clocks-renewal = يُجدَّد ابتداءً من
clocks-id = ينتهي رمز الهوية
clocks-since = آخر إثبات للهوية
clocks-refresh = يقرر الخادم مدة الجلسة، وكل استعمال يبدأ مهلة الخمول من جديد. عندما تنتهي يدخل مفتاح الضيف من جديد، أما العضو فيدخل بنفسه.
clocks-keyless = يقرر الخادم مدة الجلسة، وكل استعمال يبدأ مهلة الخمول من جديد. هذا الضيف بلا مفتاح ويبقى ما بقيت الجلسة.
break-intro = اكسر شيئًا وشاهد كيف يتعافى التطبيق. لا يمكن أن يضيع هنا أي ضيف.
break-no-key = لا يُعرض إنهاء الجلسة: بلا مفتاح سيضيع هذا الضيف.
break-expire-access = إنهاء صلاحية رمز الوصول
break-expire-access-text = يُعدّ الرمز الموجود قديمًا جدًا.
break-revoke-session = إلغاء الجلسة
break-revoke-session-text = ينهي الخادم الجلسة ولا يُبلَّغ هذا الجهاز.
break-drop-reply = إضاعة الجواب التالي
break-drop-reply-text = تصل الكتابة التالية إلى الخادم، ويضيع جوابها في طريق العودة.
break-skew-clock = ضبط الساعة خطأً
break-skew-clock-text = تتقدّم ساعة هذا الجهاز ساعة كاملة، وعلى المفتاح أن يثبت نفسه.
break-right-clock = تصحيح الساعة
break-right-clock-text = تعود ساعة هذا الجهاز صحيحة، ويثبت المفتاح نفسه مرة أخرى.
break-stop-backend = إيقاف الخادم
break-stop-backend-text = يختفي الخادم الذي داخل التطبيق كأن الشبكة انقطعت.
break-start-backend = تشغيل الخادم
told-off = لا أحد يتابع البيت
told-connecting = يطلب أن يُخبَر بما يتغيّر
told-open = متصل: التغييرات تصل
told-waiting = انقطع الاتصال؛ محاولة جديدة بعد قليل
told-post-added = منشور جديد
told-comment-added = تعليق جديد
told-comment-changed = عُدِّل تعليق
told-comment-deleted = حُذف تعليق
told-reactions-changed = تغيّرت التفاعلات
told-reload = تغيّر أكثر مما يمكن ذكره: ينظر من جديد
break-start-backend-text = يعود الخادم على العنوان نفسه.
break-refused = انتهى هنا: { $reason }
break-armed = اكتب الآن تعليقًا أو تفاعل. يصل مرة واحدة مهما أُعيد.
break-stopped = الخادم غائب. حاول القراءة أو الكتابة ثم شغّله من جديد.
break-recovered = تعافى. هذا ما حدث:
break-not-recovered = لا أحد مسجّل الدخول الآن؛ تسجيل الدخول يعيد الحساب نفسه.

## Story mode

story-intro = القصة كلها في هذا التطبيق نفسه، جملةً جملة. تُعلَّم كل جملة حين يُرى أنها صحيحة مما حدث خلف الكواليس. تبدأ بزائر.
story-begin = ابدأ القصة
story-progress = تحقّقت { $done } من { $all } جملة
story-do = افعلها عني
story-open-page = افتح صفحة التسجيل
story-skip = تخطَّ
story-restart = ابدأ من جديد
story-export = انسخ القصة
story-mark-done = شوهد:
story-mark-failed = لم يُشاهَد:
story-mark-skipped = تُخطّي:
story-mark-told = رُوي:
story-comment-text = جئت لأنظر فقط، وها أنا هنا.
story-arrive = يفتح أحدهم التطبيق. تظهر المستجدات فورًا ولا يُنشأ حساب: التصفّح لا يحتاج إليه.
story-arrive-seen = المستجدات هنا، ولم يُرسَل أي طلب هوية.
story-arrive-asked = سُئل خادم الهوية من قبل: { $count } من الأحداث. ابدأ من جديد بعد تشغيل نظيف.
story-arrive-known = هنا أحد بالفعل: { $sub }. بداية القصة تحتاج إلى زائر.
story-comment = يكتب تعليقًا. يُنشر، ويصبح ضيفًا.
story-comment-seen = قُبل التعليق من الضيف { $sub }.
story-key = الآن فقط صُنع مفتاح داخل الخزنة المشفّرة، وأنشأ الخادم له مستخدمًا مجهولًا.
story-key-in-browser = الآن فقط أنشأ الخادم مستخدمًا مجهولًا. ليس في المتصفّح العادي خزنة، فلا مفتاح.
story-key-seen = كان المفتاح { $thumbprint } في الخزنة قبل أن يراه الخادم أول مرة.
story-key-browser = أنشأ الخادم ضيفًا بلا مفتاح يدوم ما دامت الجلسة.
story-unasked = لم يكتب شيئًا عن نفسه، ولم يختر شيئًا، ولم ينتظر شيئًا يلاحظه.
story-unasked-seen = لم تُفتح أي صفحة. استغرقت { $calls } من النداءات { $ms } مللي ثانية معًا.
story-preference = يحفظ تفضيلًا، ويبقى محفوظًا له.
story-preference-seen = يحفظ الخادم التفضيلات لـ { $sub }.
story-return = تموت جلسته، ويعود الضيف نفسه.
story-return-seen = رفض الخادم الجلسة، وأثبت المفتاح نفسه، والمعرّف sub هو نفسه: { $sub }.
story-return-browser = انتهى رمز الوصول، وجاءت الجلسة بآخر، والمعرّف sub هو نفسه: { $sub }.
story-keep = يحتفظ بالحساب: تُفتح صفحة التسجيل في المتصفّح، ويعود إلى التطبيق عضوًا.
story-keep-seen = هنا عضو. لم يرَ التطبيق كلمة مرور قط.
story-same = المعرّف sub هو نفسه، وكل شيء موجود.
story-same-seen = sub: { $sub }. التعليقات: { $commentsBefore } = { $commentsAfter }. نسخة التفضيلات: { $before } = { $after }.
story-retired = أُحيل المفتاح المجهول إلى التقاعد.
story-retired-in-browser = لم يبقَ من الضيف شيء مجهول.
story-retired-seen = أزالت الخزنة المفتاح { $thumbprint }، ولم يعد الخادم يذكره.
story-retired-browser = لم يعد الخادم يذكر أي هوية مجهولة.
story-retired-known = ما زال الخادم يذكر هوية مجهولة.
story-ended = انتهت جلسة الضيف، وللعضو جلسته الخاصة.
story-ended-seen = كانت الجلسة { $before } وأصبحت { $after }.
story-sub-differs = كان المعرّف sub هو { $before } وأصبح { $after }.
story-not-seen = لم يُشاهَد حدوث هذا.
story-merge = إن كان العنوان لحساب موجود فلا يعلم ذلك إلا بعد أن يثبت أنه له. ثم يختار: عنوانًا آخر، أو ذلك الحساب، أو أن يأخذ أشياءه معه.

## Devices: keys, sessions, recovery kits, a second device

title-devices = أجهزتك
devices-heading = أجهزتك
devices-lede = أين أنت مسجَّل الدخول، وكيف تعود إذا فقدت جهازًا.
devices-back = العودة إلى صفحتك
devices-failed = تعذّر تحميل أجهزتك
devices-browser-guest = في متصفح عادي ليس للضيف مفتاح: لا شيء يوضع في عُدّة الاسترداد، ولا يمكن أن ينضم جهاز ثانٍ. احتفظ بحسابك أو استخدم التطبيق لتحصل على الاثنين.
devices-member = لديك حساب، فيكفي أن يسجّل الجهاز الجديد الدخول. عُدَد الاسترداد التي حفظتها وأنت ضيف لم تعد صالحة.
devices-come-back-first = عُد أولًا من صفحتك، وعندها تظهر أجهزتك.
devices-not-in-browser = عُدَد الاسترداد والأجهزة الثانية تحتاج إلى التطبيق: فالمتصفح العادي لا يحفظ مفتاحًا.
devices-cookie = جلستك ملف تعريف ارتباط لا تستطيع هذه الصفحة قراءته، وإدارة الجلسات تحتاج إلى رمز دخول. لذلك لا قائمة هنا: احتفظ بالحساب أو سجّل الخروج من الصفحة التي عنك.
devices-keys-heading = المفاتيح
devices-keys-text = لكل جهاز من أجهزتك ولكل عُدّة استرداد مفتاح خاص. أزِل ما لم يعد لديك.
devices-sessions-heading = الجلسات
devices-sessions-text = أين أنت مسجَّل الدخول الآن.
devices-unnamed = جهاز
devices-a-browser = متصفح
devices-kit = عُدّة استرداد
devices-this-one = هذا الجهاز
devices-added = أُضيف
devices-used = آخر استخدام
devices-remove = إزالة
devices-remove-named = إزالة: { $name }
devices-remove-key-text = يُسجَّل خروج ذلك الجهاز ولا يستطيع العودة بنفسه. ويبقى كل ما كتبته.
devices-remove-kit-text = لن يعود ملف هذه العُدّة نافعًا.
devices-remove-confirm = أزِله
devices-remove-keep = أبقِه
devices-removed = تم.
devices-end = إنهاء
devices-end-named = إنهاء: { $name }
devices-end-text = يُسجَّل الخروج هناك. جهاز الضيف ذو المفتاح يعود بنفسه؛ ولمنعه أزِل مفتاحه.
kit-heading = حفظ عُدّة استرداد
kit-text = ملف يعيدك إذا فُقد هذا الجهاز: مرة واحدة، على جهاز جديد، وبعدها تتوقف كل الأجهزة والعُدَد القديمة. احفظه في مكان آخر، مثل ذاكرة USB.
kit-saved = حُفظت باسم { $file }. لا تفتحها إلا عبارة المرور.
kit-passphrase = عبارة مرور العُدّة
kit-passphrase-hint = بضع كلمات غير مترابطة تفي بالغرض. لا أحد يستطيع استعادتها لك.
kit-strength = قوة عبارة المرور
kit-strength-weak = سهلة التخمين
kit-strength-fair = لا تكفي بعد
kit-strength-good = جيدة
kit-strength-strong = جيدة جدًا
kit-weak = عبارة المرور هذه سهلة التخمين لملف قد يُنسخ. أضف كلمة أو كلمتين.
kit-save = احفظ العُدّة
kit-saving = جارٍ الحفظ…
kit-unknown = لا أحد هنا يعرف عُدّة الاسترداد هذه.
kit-spent = استُخدمت عُدّة الاسترداد هذه من قبل. العُدّة تعمل مرة واحدة.
kit-revoked = أُزيلت عُدّة الاسترداد هذه، أو استُخدمت غيرها منذ ذلك الحين.
kit-promoted = أصبح هذا الضيف عضوًا. سجّل الدخول بدلًا من ذلك.
kit-merged = صار هذا الضيف جزءًا من حساب. سجّل الدخول إلى ذلك الحساب.
kit-removed = أُزيل هذا الضيف.
kit-disabled = هذا الضيف موقوف حاليًا.
kit-not-a-kit = هذا الملف ليس عُدّة استرداد.
kit-too-new = صنع هذه العُدّة إصدار أحدث من التطبيق. حدّث التطبيق وأعد المحاولة.
kit-damaged = ملف هذه العُدّة تالف. هل توجد نسخة أخرى؟
kit-wrong-passphrase = عبارة المرور هذه لا تفتح العُدّة، أو أن الملف تغيّر.
kit-other-issuer = هذه العُدّة لبيت آخر.
kit-file = تعذّرت قراءة الملف أو كتابته.
kit-none-chosen = اختر عُدّة استرداد أولًا.
restore-heading = الاستعادة من عُدّة
restore-text = إن كنت ضيفًا على جهاز فقدته وحفظت عُدّة استرداد، فيمكنك أن تكون الضيف نفسه هنا.
restore-choose = اختر الملف
restore-choose-other = اختر ملفًا آخر
restore-chosen = من أجل { $host }، صُنعت في { $date }.
restore-passphrase-hint = التي اخترتها عند حفظ العُدّة.
restore-button = أعِدني
restore-busy = جارٍ فتح العُدّة…
restore-done = لقد عدت. استُهلكت العُدّة: احفظ واحدة جديدة في صفحة أجهزتك.
join-heading = إضافة جهاز
join-text = افتح Houseguest على الجهاز الآخر، وانتقل إلى صفحة الأجهزة، واجعله يعرض رمزه.
join-code = رمز الجهاز الآخر
join-code-hint = ستة عشر حرفًا ورقمًا. اكتبها أو الصقها؛ والأحرف الصغيرة مقبولة.
join-button = متابعة
join-offer-heading = الانضمام من جهاز آخر
join-offer-text = هل أنت ضيف على جهاز آخر؟ اعرض رمزًا هنا واكتبه هناك؛ فيصبح الاثنان للضيف نفسه.
offer-button = اعرض رمزًا
offer-picture = الرمز كصورة
offer-copy = انسخ الرمز
offer-waiting = في انتظار الجهاز الآخر. الرمز صالح لخمس دقائق.
pairing-answered = في انتظار الجهاز الآخر…
pairing-compare = هل يعرض الجهازان هذا الرقم؟
pairing-compare-named = هل يعرض الجهاز الآخر ({ $name }) هذا الرقم أيضًا؟
pairing-same = الرقمان متطابقان
pairing-different = الرقمان مختلفان
pairing-cancel = تراجع
pairing-waiting-for-other = أكّد ذلك على الجهاز الآخر أيضًا.
pairing-added = صار الجهاز الآخر لك.
pairing-gone = لم يعد هذا الرمز صالحًا. اجعل الجهاز الآخر يعرض رمزًا جديدًا.
pairing-taken = أجاب جهاز آخر على هذا الرمز. اعرض رمزًا جديدًا.
pairing-mismatch = غيّر شيء ما بين الجهازين ما قالاه. لم يُضف شيء. جرّب شبكة أخرى.
keys-not-a-guest = أنت عضو: يكفي أن يسجّل الجهاز الجديد الدخول.
keys-too-many = لديك عشرة مفاتيح بالفعل. أزِل واحدًا أولًا.
keys-last = هذا آخر جهاز لديك.
replaced-heading = أنت تقيم الآن على جهاز آخر
replaced-text-named = كنت هنا { $name }. استُعيد هذا الضيف على جهاز آخر، أو أُزيل هذا الجهاز من هناك. الضيف وكل ما له هناك.
replaced-text = استُعيد ضيفك على جهاز آخر، أو أُزيل هذا الجهاز من هناك. الضيف وكل ما له هناك.
lost-restore = لدي عُدّة استرداد
you-devices = أجهزتك وعُدَد الاسترداد
you-was-guest = هل كنت ضيفًا على جهاز آخر؟
reason-device-removed = لم يعد هذا الجهاز للضيف
reason-somebody-is-here = هناك أحد هنا بالفعل
failure-device-removed = لم يعد هذا الجهاز للضيف، وهو باقٍ في مكان آخر.
failure-somebody-is-here = هناك أحد هنا بالفعل. احتفظ بذلك الحساب أو امحُه أولًا.

## While nobody answers

nobody-title = لا أحد يفتح الباب بعد
nobody-text = لا اتصال بالبيت. ستظهر المنشورات وحدها حالما يفتح أحد.
nobody-heading = اترك كلمة إلى أن يفتح أحد
nobody-write = ما تكتبه ينتظر هنا على هذا الجهاز، ثم يُنشر تحت ترحيب البيت، مرة واحدة وبالترتيب، حين يجيب البيت.
# $when is a time such as “25 minutes ago”.
feed-as-of = لا أحد يجيب الآن. هكذا كانت المنشورات { $when }. يمكنك أن تكتب مع ذلك: سينتظر هنا.
preferences-waits = لا أحد يجيب الآن. اختيارك سارٍ هنا وسيُحفظ حين يجيب البيت.
waiting-count = { $count ->
    [zero] لا شيء ينتظر أن يجيب البيت
    [one] شيء واحد ينتظر أن يجيب البيت
    [two] شيئان ينتظران أن يجيب البيت
    [few] { $count } أشياء تنتظر أن يجيب البيت
    [many] { $count } شيئًا تنتظر أن يجيب البيت
   *[other] { $count } شيء تنتظر أن يجيب البيت
}
waiting-not-taken = { $count ->
    [zero] قُبل كل ما كتبته
    [one] لم يُقبل نص كتبته
    [two] لم يُقبل نصان كتبتهما
    [few] لم تُقبل { $count } نصوص كتبتها
    [many] لم يُقبل { $count } نصًّا كتبته
   *[other] لم يُقبل { $count } نص كتبته
}
waiting-sent = { $count ->
    [zero] لم يكن شيء ينتظر.
    [one] أُرسل ما كان ينتظر.
    [two] أُرسل الشيئان اللذان كانا ينتظران.
    [few] أُرسلت { $count } أشياء كانت تنتظر.
    [many] أُرسل { $count } شيئًا كان ينتظر.
   *[other] أُرسل { $count } شيء كان ينتظر.
}
waiting-posts = منشورات تنتظر
waiting-here = ما ينتظر تحت هذا المنشور
waiting-mark = في الانتظار
# These name what waits, beside the word “Waiting”.
waiting-comment = تعليقك
waiting-post = منشورك
waiting-edit = تعديل على تعليقك
waiting-deletion = حذف تعليقك
waiting-reaction = تفاعلك
waiting-preferences = تفضيلاتك
waiting-send = حاول الآن
waiting-still = لا أحد يجيب بعد، وكل شيء ما زال ينتظر.
waiting-take-back = استرجاع
# Begins with the words of waiting-take-back; $what is one of the names above.
waiting-take-back-what = استرجاع: { $what }
waiting-taken-back = تم الاسترجاع.
waiting-back-in-field = تم الاسترجاع. النص في الحقل الذي كتبته فيه.
waiting-too-late = لقد أُرسل للتو.
waiting-refused-mark = لم يُقبل
# $reason is one of the clauses under "Why something did not work".
waiting-refused = لم يقبل البيت نصك: { $reason }.
waiting-copy = انسخ نصك
waiting-put-away = ضعه جانبًا
waiting-kept = { $count ->
    [zero] لا شيء ينتظر شخصًا آخر أو بيتًا آخر
    [one] شيء واحد ينتظر شخصًا آخر أو بيتًا آخر
    [two] شيئان ينتظران شخصًا آخر أو بيتًا آخر
    [few] { $count } أشياء تنتظر شخصًا آخر أو بيتًا آخر
    [many] { $count } شيئًا تنتظر شخصًا آخر أو بيتًا آخر
   *[other] { $count } شيء تنتظر شخصًا آخر أو بيتًا آخر
}
waiting-for-others = { $count ->
    [zero] لا شيء ينتظر شخصًا آخر على هذا الجهاز.
    [one] شيء واحد ينتظر شخصًا آخر على هذا الجهاز، ويُرسل حين يعود إلى هنا.
    [two] شيئان ينتظران شخصًا آخر على هذا الجهاز، ويُرسلان حين يعود إلى هنا.
    [few] { $count } أشياء تنتظر شخصًا آخر على هذا الجهاز، وتُرسل حين يعود إلى هنا.
    [many] { $count } شيئًا تنتظر شخصًا آخر على هذا الجهاز، وتُرسل حين يعود إلى هنا.
   *[other] { $count } شيء تنتظر شخصًا آخر على هذا الجهاز، وتُرسل حين يعود إلى هنا.
}
# Stands under the name of the other house.
waiting-elsewhere = { $count ->
    [zero] لا شيء ينتظر هذا البيت.
    [one] شيء واحد ينتظر هذا البيت، ولا يُرسل إلا إليه حين يتصل به التطبيق من جديد.
    [two] شيئان ينتظران هذا البيت، ولا يُرسلان إلا إليه حين يتصل به التطبيق من جديد.
    [few] { $count } أشياء تنتظر هذا البيت، ولا تُرسل إلا إليه حين يتصل به التطبيق من جديد.
    [many] { $count } شيئًا تنتظر هذا البيت، ولا تُرسل إلا إليه حين يتصل به التطبيق من جديد.
   *[other] { $count } شيء تنتظر هذا البيت، ولا تُرسل إلا إليه حين يتصل به التطبيق من جديد.
}
waiting-house-embedded = البيت الذي داخل هذا التطبيق
