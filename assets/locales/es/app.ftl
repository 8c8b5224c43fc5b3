### La aplicación en español. Se tutea. Quien visita solo mira, quien es invitado participa, quien es miembro tiene su propia llave.

# The language's own name for itself, as shown in the list of languages.
language-name = Español

## Titles of pages, in the window's title bar

title-feed = Novedades · Houseguest
title-thread = Publicación · Houseguest
title-preferences = Preferencias · Houseguest
title-you = Tú · Houseguest
title-not-found = No encontrado · Houseguest

## Around every page

house-name = Houseguest
skip-to-content = Saltar al contenido
nav-label = Principal
nav-feed = Novedades
nav-preferences = Preferencias
nav-you = Tú
loading = Cargando…
try-again = Intentar de nuevo
understood = Entendido
dismiss = Cerrar
copied = Copiado
copy-refused = No se pudo copiar
to-feed = Volver a las novedades
not-found-heading = Aquí no vive nadie
not-found-text = Esta dirección no lleva a ninguna página, o la publicación fue retirada.
unreachable = Nadie abre la puerta
stopped-text = Un error nuestro ha detenido la aplicación. Tu cuenta y lo que empezaste a escribir se conservan.
stopped-again = Volver a cargar
standing-guest = Invitado
standing-member = Miembro

## Times

time-now = ahora mismo
time-minutes = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
time-hours = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
time-days = { $count ->
    [one] ayer
   *[other] hace { $count } días
}

## The card beside a wide page

porch-label = Cómo estás aquí
porch-visitor = La puerta está abierta
porch-visitor-text = Estás echando un vistazo. No se ha creado nada para ti, y seguirá así hasta que escribas, reacciones o elijas una preferencia.
porch-known = Eres { $name }
porch-guest-text = Estás como invitado: sin registro y sin contraseña. Conserva tu cuenta cuando quieras, y todo lo que hiciste seguirá siendo tuyo.
porch-member-text = Ya eres miembro. Lo que hiciste como invitado vino contigo.
porch-signed-out = Has cerrado la sesión
porch-signed-out-text = Tu llave sigue aquí. Trae de vuelta al mismo invitado cuando quieras.
porch-ended = Tu sesión ha terminado
porch-ended-text = Tu cuenta y todo lo que contiene están a salvo. Inicia sesión para volver.
porch-more = Más sobre ti

# Said once, when a visitor has just become a guest by doing something.
welcome-guest = Adelante. Ahora estás aquí como { $name }, y sin registrarte.

## The feed

feed-heading = Lo que se cuenta
feed-lede-visitor = Pasa y echa un vistazo. No necesitas cuenta.
feed-lede-guest = Qué bien tenerte aquí.
feed-lede-member = Estás en tu casa.
feed-lede-signed-out = Has cerrado la sesión. Para leer no hace falta cuenta.
feed-more = Mostrar publicaciones anteriores
feed-end = Eso es todo. Has llegado a la verja del jardín.
feed-empty = Aquí reina la calma
feed-empty-text = Nadie ha publicado todavía. Lo tuyo puede ser lo primero.
feed-failed = Las novedades no se cargaron
comment-count = { $count ->
    [0] Sin comentarios
    [one] { $count } comentario
   *[other] { $count } comentarios
}

## Reactions; the first words of a label say what pressing does

reactions-to = Reacciones a «{ $title }»
reaction-love = Me encanta, { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
reaction-laugh = Me hace reír, { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
reaction-think = Me hace pensar, { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
reaction-cheer = Aplauso, { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
# $reason is one of the clauses under "Why something did not work".
reaction-refused = Tu reacción se ha retirado: { $reason }.

## A thread

thread-failed = La publicación no se cargó
comments-heading = Comentarios
comments-more = Mostrar más comentarios
comments-failed = Los comentarios no se cargaron
comments-empty = Aún no hay comentarios
comments-empty-text = Di la primera palabra.
comment-mine = Tú
author-left = Alguien que se fue
comment-deleted = Este comentario se eliminó.
# Stands for the writer's name until the server has given one.
comment-you = Tú
comment-reply = Responder
comment-reply-to = Responder a { $name }
comment-sending = Publicando…
comment-posted = Tu comentario está publicado.
comment-refused = Tu comentario no se publicó: { $reason }. El texto vuelve a estar en el campo.

## The composer

composer-label = Añade un comentario
composer-label-reply = Tu respuesta
composer-placeholder = ¿Qué opinas?
composer-hint-visitor = Al publicar pasas a estar como invitado. No hay nada que rellenar.
composer-hint-signed-out = Al publicar vuelves como el mismo invitado.
composer-hint-ended = Tu sesión ha terminado. Inicia sesión en «Tú» para publicar con tu nombre.
composer-count = { $length } de { $limit } caracteres
composer-send = Publicar
composer-cancel = Cancelar
composer-empty = Escribe algo primero.
composer-too-long = { $over ->
    [one] Sobra un carácter: se permiten { $limit }.
   *[other] Sobran { $over } caracteres: se permiten { $limit }.
}
composer-control = Hay un carácter que no se puede mostrar. Prueba a quitar lo que pegaste.
composer-refused = Aún sin publicar: { $reason }. Tu texto está a salvo; vuelve a publicarlo cuando quieras.
mention-list = Personas que puedes mencionar
# Said when the list opens or changes.
mention-offered = { $count ->
    [one] { $count } persona para mencionar. Elige con las flechas y Entrar.
   *[other] { $count } personas para mencionar. Elige con las flechas y Entrar.
}

## A post of one’s own

compose = Escribe algo para la casa
post-form-heading = Tu publicación
post-title = Título (opcional)
post-body = Texto
post-body-placeholder = ¿Qué te gustaría contar?
post-sending-picture = Subiendo la imagen…
post-sending = Publicando…
post-posted = Tu publicación ya está.
post-refused = Tu publicación no se publicó: { $reason }. Está de nuevo en su campo.
post-discarded = Tu borrador se descartó.
picture-add = Añadir una imagen
picture-hint = JPEG, PNG o WebP, hasta { $megabytes } MB. También puedes pegarla o soltarla aquí.
picture-drop = Suelta para añadir esta imagen
picture-reading = Leyendo la imagen…
picture-added = La imagen está. Di qué se ve en ella.
picture-preview = Tu imagen: { $name }
picture-remove = Quitar
picture-lost = La imagen que habías elegido se perdió al cerrar la página. Elígela otra vez, si aún la quieres.
picture-refused = La casa no pudo aceptar esta imagen. Elige otra o publica sin ella.
picture-format = No es una imagen en uno de estos formatos: JPEG, PNG, WebP.
picture-too-large = Esta imagen ocupa más de { $megabytes } MB. Elige una más pequeña.
picture-unreadable = No se pudo leer este archivo. Elige otro.
picture-alt = ¿Qué se ve en ella?
picture-alt-hint = Cuéntaselo a quienes no pueden verla. Basta una frase.
picture-alt-missing = Di qué se ve, o que es solo decoración.
picture-decorative = Es solo decoración

## Personas

title-person = La página de alguien · Houseguest
edited = editado
person-failed = Esta página no se ha cargado
person-edit = Editar
person-since = Aquí desde el { $date }
post-count = { $count ->
    [0] Ninguna publicación
    [one] { $count } publicación
   *[other] { $count } publicaciones
}
reaction-count = { $count ->
    [0] Ninguna reacción
    [one] { $count } reacción
   *[other] { $count } reacciones
}
activity-heading = Lo que pasó aquí
activity-failed = Lo que pasó aquí no se ha cargado
activity-empty = Todavía no hay nada escrito
activity-empty-text = Aquí aparecen los comentarios, también los de antes del registro.
activity-more = Mostrar anteriores
activity-commented = Comentó en
milestone-member = Se registró y conservó la cuenta
milestone-member-text = { $date }. Todo lo de abajo lo escribió la misma persona como invitada.
milestone-came = Entró
person-edit-heading = Cómo te ven los demás
person-edit-text = Los cambios se ven en todas partes, también en lo que escribiste antes.
person-name = Nombre
person-name-hint = Hasta 40 caracteres, en cualquier escritura.
person-handle = Alias
person-handle-hint = Lo que los demás escriben tras la @ para mencionarte. De 3 a 24: a–z, 0–9 y guiones.
person-face = Cara
person-colour = Color
person-refused = El servidor no lo ha aceptado. Revisa los campos e inténtalo de nuevo.
person-changed = Así te ven ahora los demás.
save = Guardar
handle-taken = Otra persona tiene este alias.
handle-reserved = Nadie puede tener este alias: parecería hablar la propia casa.
handle-invalid = Usa a–z, 0–9 y guiones, y empieza y termina con una letra o una cifra.
handle-length = Usa de 3 a 24 caracteres.
name-empty = Escribe un nombre.
name-long = Usa como máximo 40 caracteres.
name-invalid = Contiene un carácter que no se puede mostrar.
motif-arched-door = Puerta con arco
motif-square-door = Puerta recta
motif-round-door = Puerta redondeada
motif-dutch-door = Puerta en dos mitades
motif-lantern = Farol
motif-key = Llave
motif-teacup = Taza de té
motif-plant = Planta
motif-cat = Gato
motif-bird = Pájaro
motif-moon = Luna
motif-sun = Sol

## Novedades para una persona

title-notifications = Avisos · Houseguest
nav-notifications = Avisos
nav-unread = { $count ->
    [one] { $count } sin leer
   *[other] { $count } sin leer
}
news-heading = Avisos para ti
news-failed = Tus novedades no se han cargado
news-empty = Todo en calma
news-empty-text = Cuando alguien te responda o te mencione, lo leerás aquí.
news-visitor = Aquí todavía nadie te conoce
news-visitor-text = En cuanto escribas algo, aquí se reunirán las respuestas y las menciones.
news-more = Mostrar novedades anteriores
news-read-all = Marcar todo como leído
news-not-read = Sigue sin leer: { $reason }.
news-new = Nuevo:
news-reply = { $name } te respondió en «{ $post }»
news-mention = { $name } te mencionó en los comentarios de «{ $post }»
news-mention-post = { $name } te mencionó en «{ $post }»

## Lo que se hace con comentarios y publicaciones

show = Mostrar
hide = Ocultar
report = Denunciar…
edit = Editar
delete = Eliminar
comment-by = el comentario de { $name }
comment-more = Más sobre el comentario de { $name }
post-more = Más sobre esta publicación
post-hidden = Ocultaste esta publicación.
post-muted = Esta publicación contiene una palabra que silenciaste.
comment-hidden = Ocultaste este comentario.
comment-muted = Contiene una palabra que silenciaste.
comment-was-deleted = Tu comentario se eliminó.
comment-not-deleted = Tu comentario sigue ahí: { $reason }.
comment-not-restored = No se pudo recuperar tu comentario: { $reason }.
comment-not-changed = Tu comentario dice lo mismo que antes: { $reason }. Tu texto se conserva.
not-hidden = No ha cambiado nada: { $reason }.
post-was-hidden = Desde ahora, esta publicación aparece plegada para ti.
answers-hide = Plegar { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
}
answers-show = Mostrar { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
}
answers-elsewhere = Seguir con { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
}
branch-text = Estás leyendo una rama de los comentarios.
branch-whole = Mostrar todos los comentarios
edit-label = Edita tu comentario
edit-conflict = Entretanto cambiaste este comentario en otro dispositivo. Allí dice lo siguiente; al guardar se sustituye por el texto de abajo.
report-heading = ¿Qué tiene de malo?
report-text = Quienes cuidan de esta casa leerán tu denuncia. Quien lo escribió no sabrá que fuiste tú.
report-why = Motivo
report-choose = Elige primero un motivo.
report-note = ¿Quieres añadir algo? (opcional)
report-note-long = Usa como máximo 500 caracteres, sin caracteres de control.
report-send = Enviar la denuncia
report-sent = Gracias. La denuncia se ha enviado.
report-refused = La denuncia no se ha enviado: { $reason }.
report-spam = Publicidad o spam
report-harassment = Se acosa a alguien
report-hate = Odio contra personas
report-danger = Alguien puede sufrir daño
report-private = Se muestra algo privado
report-other = Otra cosa

## Lo que cambia mientras se lee

feed-fresh = { $count ->
    [one] { $count } publicación nueva
   *[other] { $count } publicaciones nuevas
}
live-waiting = Ahora mismo no en directo. Conectando de nuevo…

## Preferences

preferences-heading = Preferencias
preferences-lede-visitor = Lo que eliges se aplica al momento. Con la primera elección pasas a estar como invitado, para que te espere la próxima vez. No hay nada que rellenar.
preferences-lede-known = Lo que eliges se aplica al momento y se guarda contigo, también cuando te haces miembro.
preferences-lede-signed-out = Lo que eliges se aplica al momento. Al elegir vuelves como el mismo invitado.
preferences-lede-ended = Lo que eliges se aplica al momento, en este dispositivo. Inicia sesión en «Tú» para guardarlo contigo.
preferences-saving = Guardando tu elección…
preferences-kept = Guardado.
preferences-refused = Tu elección se ha retirado: { $reason }.
theme = Colores
theme-hint = Los colores de la casa.
theme-system = Como mi sistema
theme-light = Claros
theme-dark = Oscuros
theme-high-contrast = Contraste alto
language = Idioma
language-hint = El idioma de los botones y los mensajes, no el de las publicaciones.
language-system = Como mi sistema
language-not-fetched = No se pudieron cargar las palabras en { $language }. Todo sigue como estaba.
density = Densidad
density-hint = Cuánto cabe en una pantalla.
density-comfortable = Holgada
density-compact = Compacta
motion = Movimiento
motion-hint = Cuánto se mueve en la pantalla.
motion-system = Como mi sistema
motion-reduced = Lo menos posible
motion-full = Todo
news-preferences = De qué se te avisa
notify-replies = Respuestas
notify-replies-hint = Cuando alguien responde a tu comentario o publicación.
notify-mentions = Menciones
notify-mentions-hint = Cuando alguien escribe tu nombre con @.
muted-words = Palabras silenciadas
muted-words-none = ninguna
muted-words-add = Una palabra, o unas pocas
muted-words-hint = Lo que la contiene se pliega, y no se te avisa de ello.
muted-words-button = Silenciar
muted-words-remove = Dejar de silenciar { $word }
muted-words-removed = { $word } ya no está silenciada.
muted-words-empty = Escribe primero una palabra.
muted-words-long = Usa { $limit } caracteres como máximo.
muted-words-full = Caben { $limit } palabras. Quita una primero.
undo = Deshacer
clash-heading = Otro dispositivo eligió otra cosa
clash-text = Cambiaste lo mismo en dos sitios. ¿Cuál debe valer?
clash-setting = Ajuste
clash-here = Aquí
clash-there = Allí
clash-keep-mine = Conservar lo que elegí aquí
clash-take-theirs = Tomar lo otro
switch-on = sí
switch-off = no

## You

you-heading = Tú
you-failed = No pudimos averiguar quién eres aquí
you-visitor = Solo estás mirando
you-visitor-text = No se ha creado para ti ninguna cuenta, ninguna llave ni ninguna cookie. En cuanto comentes, reacciones o elijas una preferencia, estarás como invitado: sin formularios y sin contraseña.
you-have-account = Ya tengo cuenta: iniciar sesión
you-ended-text = Tu sesión ha terminado. Tu cuenta y todo lo que contiene están a salvo; inicia sesión para volver.
you-log-in = Iniciar sesión
you-leave-member = Mirar como visitante
you-guest-text = Estás como invitado. Todo lo que haces aquí pertenece a esta identidad, y seguirá siendo tuyo cuando conserves tu cuenta.
you-member-text = Ya eres miembro. Todo lo que hiciste aquí es tuyo, y puedes iniciar sesión desde cualquier dispositivo.
you-name-hint = El nombre y la puerta salen de tu identificador
you-sub = Tu identificador
# "sub" is the technical name of the identifier in OpenID Connect; leave it as it is.
you-sub-hint = El «sub». Es el mismo para siempre, antes y después de registrarte.
you-copy-sub = Copiar tu identificador
you-since = Aquí desde
you-login = Inicias sesión con
you-key-place = Dónde vive tu llave
you-key-vault = En la caja fuerte cifrada de este dispositivo. Nunca sale de ella.
you-key-browser = En ninguna parte. En un navegador, tú eres tu sesión.
you-key-cookie = En ninguna parte. Eres una cookie de este navegador que ningún script puede leer.
you-thumbprint = Huella de la llave
you-thumbprint-hint = Una huella de la mitad pública; se puede mostrar sin peligro.
you-signed-out-text = Este invitado está bajo llave, y su llave sigue en la caja fuerte. Con una pulsación vuelve exactamente este invitado.
you-come-back = Volver como este invitado
you-lost-text = Puedes seguir mirando como antes.
sign-out-heading = ¿Te vas por ahora?
sign-out = Cerrar sesión
sign-out-member-text = Puedes volver a iniciar sesión con lo que elegiste al conservar tu cuenta.

## How this browser remembers you

remember-heading = Cómo te recuerda este navegador
remember-lede = En un navegador eres tu sesión, y hay dos formas de guardarla. Ninguna tiene clave: para estar a salvo, conserva tu cuenta.
remember-usual = lo habitual aquí
remember-token = La guarda la página
remember-token-text = Un token queda en el almacenamiento de este sitio. La página lo lee, y también podría hacerlo un script ajeno que entrara en ella.
remember-cookie = La guarda el navegador
remember-cookie-text = Una cookie que ningún script puede leer, ni siquiera el nuestro. La página no tiene nada: el servidor le dice quién está aquí.
remember-survives-tab = cierras la pestaña y vuelves a tiempo
remember-survives-browser = cierras todo el navegador y vuelves a tiempo
remember-ends-browser = cierras todo el navegador
remember-ends-idle = { $count ->
    [one] nadie viene durante un día
   *[other] nadie viene durante { $count } días
}
remember-guest-stays = Sigues como estás: este invitado se recuerda tal como se creó. Tu elección vale para el próximo invitado de este navegador.
remember-member-stays = Sigues como estás hasta que cierres la sesión. Tu elección vale para quien venga después en este navegador.

## Can I lose this? Lock, switch, erase

safety-heading = ¿Puedo perder esto?
safety-vault = Solo junto con este dispositivo. Tu llave está en una caja fuerte cifrada dentro de él, y nadie tiene una copia, tampoco nosotros.
safety-opened-store = El almacén de credenciales de tu dispositivo abre la caja fuerte: quien inicie sesión en este dispositivo como tú puede ser este invitado.
safety-opened-passphrase = Tu frase de contraseña abre la caja fuerte. Nadie puede recuperarla por ti.
safety-opened-app = La propia aplicación tiene la llave de la caja fuerte.
safety-browser = Sí, con facilidad. En un navegador no hay llave: este invitado vive mientras este navegador guarde su sesión.
safety-survives = Sigues siendo este invitado cuando
safety-ends = Este invitado desaparece para siempre cuando
safety-vault-restart = cierras la aplicación, reinicias o no tienes conexión
safety-vault-session = la sesión termina: la llave abre otra
safety-vault-device = se pierde este dispositivo, su caja fuerte o su almacén de credenciales
safety-vault-passphrase = se pierde este dispositivo o su caja fuerte, u olvidas la frase de contraseña
safety-idle = durante mucho tiempo nadie es este invitado y el lugar hace limpieza
safety-browser-reload = vuelves a cargar la página
safety-browser-close = cierras la pestaña y vuelves antes de que termine la sesión
safety-browser-data = se borran los datos de este navegador, o la ventana era privada
safety-browser-session = la sesión termina antes de que conserves la cuenta
safety-clocks = Cuánto dura
safety-session-ends = Esta sesión termina
safety-session-key = Usar la aplicación lo aplaza. Cuando haya terminado, tu llave abre otra: no se pierde nada.
safety-session-no-key = Usar esta página lo aplaza. Cuando haya terminado, este invitado desaparece.
safety-cookie = Sí, con facilidad. En un navegador no hay clave: este invitado vive mientras este navegador conserve una cookie que ningún script puede leer.
safety-cookie-idle = { $count ->
    [one] Si nadie viene durante un día, esta sesión termina y este invitado desaparece. Cada visita lo aplaza.
   *[other] Si nadie viene durante { $count } días, esta sesión termina y este invitado desaparece. Cada visita lo aplaza.
}
safety-removal = Invitados que no vuelven
safety-removal-days = { $count ->
    [one] Se eliminan tras un día en el que nadie fue ellos, salvo que hayan escrito algo que otros pueden ver.
   *[other] Se eliminan tras { $count } días en los que nadie fue ellos, salvo que hayan escrito algo que otros pueden ver.
}
safety-removal-none = Aquí no se eliminan por sí solos.
ways-out-heading = Maneras de irse
lock-heading = Cerrar con llave
lock-text = La sesión termina aquí y la llave se queda en la caja fuerte. Con una pulsación vuelve este invitado.
lock-button = Cerrar ahora
switch-heading = Cambiar de cuenta
switch-text = Usa una cuenta que ya tengas. Este invitado se queda en este dispositivo y aparece aquí, y puedes volver a él.
switch-text-kept = A quien dejas se le guarda el sitio en este dispositivo. Puedes volver cuando quieras.
switch-text-cookie = Este invitado vive en la única cookie del navegador, y un inicio de sesión ocuparía su lugar. Conserva mejor la cuenta: allí puedes llevarte tus cosas a una que ya tengas.
switch-log-in = Usar otra cuenta
switch-button = Cambiar
switch-to = Cambiar a { $name }
# $date is a day, such as "22 November 2026".
kept-since = En este dispositivo desde el { $date }
erase-heading = Borrar invitado
erase-text = Este dispositivo olvida al invitado y destruye su llave. Nadie puede deshacerlo.
erase-button = Borrar este invitado…
erase-lost-self = Nunca volverás a ser { $name }, ni aquí ni en ninguna parte.
erase-lost-words = Lo que escribiste sigue visible con ese nombre, y ya no podrás cambiarlo ni borrarlo.
erase-lost-preferences = Tus preferencias y reacciones dejan de ser tuyas.
erase-first = Antes de irte, si quieres
erase-keep-instead = Mejor conservar mi cuenta
erase-export = Guardar lo que escribí
erase-exported = Guardado como { $file }: tu página, publicaciones, comentarios y preferencias. Con él nadie puede volver.
erase-type = Para seguir, escribe: { $word }
erase-hint = Si solo quieres irte por ahora, mejor cierra con llave. Para no perderlo nunca, conserva tu cuenta.
# The word a person types to erase their guest. Short, and easy to type in this language.
erase-word = borrar
erase-wrong = Esa no es la palabra «{ $word }». No se ha borrado nada.
erase-confirm = Borrar para siempre
erase-spare = Conservar este invitado

## Keeping the account

offer-heading = Ya has dejado huella
offer-text = Tus comentarios pertenecen a este invitado. Si quieres conservarlos para siempre, dale una forma de iniciar sesión; no hay prisa.
offer-more = Cómo funciona
offer-dismiss = No volver a preguntar
keep-heading = Conserva tu cuenta
keep-text = Elige cómo iniciar sesión, y este invitado pasa a ser miembro. Lleva un minuto, en tu navegador.
keep-same-you = Sigues siendo la misma persona, con el mismo identificador
keep-everything = Tus comentarios, reacciones y preferencias se quedan
keep-anywhere = Puedes iniciar sesión desde cualquier dispositivo
keep-button = Conservar tu cuenta
keep-starting = Abriendo la página de registro…
keep-hint-window = Abre la página de registro en tu navegador. Puedes parar cuando quieras y nada cambia.
keep-hint-browser = Te lleva a la página de registro y de vuelta. Puedes parar cuando quieras y nada cambia.
keep-waiting = Sigue en tu navegador
keep-waiting-text = Esta página avanza sola cuando termines. Hasta entonces eres el invitado que eras.
keep-step-opened = Página de registro abierta en tu navegador
keep-step-sign-up = Esperando a que te registres allí
keep-step-return = Después vuelves aquí, ya como miembro
keep-by-hand = ¿No se abrió la página?
keep-by-hand-text = Abre esta dirección en un navegador de este dispositivo:
keep-copy-address = Copiar la dirección
keep-open-again = Abrir la página otra vez
keep-cancel = Dejar de esperar
by-hand-button = ¿El navegador está en otro dispositivo? Usa un código
by-hand-heading = Vuelve a casa con un código
by-hand-open = En el otro navegador, abre esta dirección:
by-hand-here-only = El servidor está en este dispositivo, así que solo un navegador de este dispositivo encuentra la dirección.
by-hand-picture = La dirección como código QR, para una cámara
by-hand-until = La dirección dura:
by-hand-sign-up = Regístrate allí. Al final, la página muestra un código.
by-hand-log-in = Inicia sesión allí. Al final, la página muestra un código.
by-hand-code = El código de la página
by-hand-code-hint = Ocho letras y cifras, como K7QF‑2M9X. Mayúsculas, espacios y guiones dan igual. Escribe solo un código de una página que hayas abierto tú.
by-hand-submit = Volver a casa
by-hand-new-address = Pedir otra dirección
by-hand-not-a-code = Un código tiene ocho letras y cifras. Mira la página otra vez.
by-hand-wrong-code = Ese no es el código que muestra la página. Escríbelo tal como está allí; si aún no hay ninguno, termina allí primero.
by-hand-code-ended = Este código ya no vale. Pide otra dirección y pasa por la página otra vez.
keep-cancelled = Nada ha cambiado. Sigues siendo el mismo invitado.
keep-failed = No funcionó: { $reason }. Nada ha cambiado; sigues siendo el mismo invitado.
kept-heading = Ya eres miembro. Estás en tu casa.
kept-text = Todo ha venido contigo:
kept-comments = Tus comentarios y reacciones, con el mismo nombre
kept-preferences = Tus preferencias
kept-sub = Tu identificador, sin cambios:
kept-sessions-ended = Todas las demás sesiones del invitado han terminado
kept-key-retired = La llave de invitado queda retirada, y todas sus demás sesiones han terminado
merged-heading = Tu invitado ya forma parte de tu cuenta
merged-text = Has entrado en una cuenta que ya tenías y te has traído tus cosas: desde ahora, los comentarios y las reacciones aparecen con esa cuenta.
merged-undo = Si ha sido un error, durante siete días puedes volver a separar al invitado, en la página de tu cuenta o con el enlace del mensaje que te hemos enviado. Para eso, este dispositivo conserva la llave del invitado.
elsewhere-heading = Iniciaste sesión en una cuenta que ya tenías
elsewhere-text = Para nosotros esa cuenta es otra persona, con su propio identificador. Ahora la estás usando.
elsewhere-now = Ahora eres
elsewhere-guest = El invitado que eras
elsewhere-guest-text = Tu invitado no ha cambiado: sus comentarios siguen donde están, con su propio nombre. Cierra la sesión de esta cuenta y volverás a ser ese invitado.
elsewhere-guest-cookie = Tu invitado vivía en la cookie que ahora tiene esta cuenta, así que nadie puede volver a serlo. Sus comentarios siguen donde están, con su propio nombre.

## Signing in to an account that exists

log-in-starting = Abriendo la página de inicio de sesión…
log-in-waiting-text = Esta página avanza sola cuando termines.
log-in-step-opened = Página de inicio de sesión abierta en tu navegador
log-in-step-now = Esperando a que inicies sesión allí
log-in-step-return = Después vuelves aquí
log-in-cancelled = Nada ha cambiado.
log-in-failed = No funcionó: { $reason }. Nada ha cambiado.
log-in-done = Has iniciado sesión. Estás en tu casa.

## The vault

lost-heading = Ya no se puede llegar a este invitado
lost-text-named = Aquí eras { $name }. La llave de ese invitado estaba en una caja fuerte de este dispositivo, y la caja fuerte ya no está. Sin la llave nadie puede volver a ser este invitado; nosotros tampoco.
lost-text = La llave de tu invitado estaba en una caja fuerte de este dispositivo, y la caja fuerte ya no está. Sin la llave nadie puede volver a ser este invitado; nosotros tampoco.
removed-heading = Este invitado fue retirado
removed-text-named = Aquí eras { $name }. Durante mucho tiempo nadie fue este invitado, así que el lugar que visitaste lo retiró. Tu llave estaba bien; allí ya no abre nada.
removed-text = Durante mucho tiempo nadie fue tu invitado, así que el lugar que visitaste lo retiró. Tu llave estaba bien; allí ya no abre nada.
lost-safe = Lo que escribió el invitado sigue visible. Puedes empezar de nuevo: como visitante, hasta que vuelvas a escribir.
lost-start-fresh = Empezar como visitante
vault-restored = Tu caja fuerte se ha reparado
vault-restored-text = El archivo de la caja fuerte estaba dañado, y se ha repuesto su copia anterior. Eres el mismo invitado que antes.
vault-unlock = Abre tu caja fuerte
vault-unlock-text = Este dispositivo no tiene almacén de credenciales, así que tu caja fuerte se cierra con tu frase de contraseña. Puedes leer sin ella.
vault-choose-passphrase = Elige una frase de contraseña
vault-choose-passphrase-text = Este dispositivo no tiene almacén de credenciales, así que la llave de tu invitado se cierra con una frase de contraseña. Nadie podrá recuperarla por ti.
vault-choose-button = Crear la caja fuerte
vault-unlock-button = Abrir
vault-unlocking = Abriendo…
vault-locked = Tu caja fuerte está cerrada
vault-locked-text = El almacén de credenciales del sistema está bloqueado, así que la caja fuerte no se puede abrir. Desbloquéalo e inténtalo de nuevo.
vault-in-use = Otra ventana tiene tu caja fuerte
vault-in-use-text = Parece que Houseguest está abierto dos veces. Cierra el otro e inténtalo de nuevo.
vault-damaged = Tu caja fuerte está dañada
vault-damaged-text = No se puede abrir ni la caja fuerte ni su copia anterior, así que ya no se puede llegar a este invitado. El archivo se ha apartado, no se ha borrado.
vault-damaged-file = Ahora se llama
vault-restored-safe = El archivo dañado se ha guardado al lado. Puede faltar lo último que hiciste antes.
vault-choose-passphrase-safe = Todavía no se ha creado nada. Puedes seguir leyendo sin ella.
vault-safe-behind-lock = Tu invitado y su llave están a salvo tras el cerrojo. Puedes seguir leyendo, y no se crea ningún invitado nuevo a tus espaldas.
vault-key-elsewhere = Esta caja fuerte es de otro equipo
vault-key-elsewhere-text = En este dispositivo hay una caja fuerte, pero la llave que la abre no está aquí. El archivo se trajo de otro equipo, o se vació el almacén de credenciales del sistema.
vault-key-elsewhere-safe = No se ha cambiado nada en ella. En el equipo del que viene sigue abriéndose; si empiezas de nuevo aquí, el archivo se aparta y no se borra.
refused-text-named = Aquí eras { $name }. Tu llave está bien, pero el lugar que visitaste ya no la conoce.
refused-text = Tu llave está bien, pero el lugar que visitaste ya no la conoce.
session-over-text-named = Aquí eras { $name }. En un navegador un invitado es su sesión, y la sesión ha terminado.
session-over-text = En un navegador un invitado es su sesión, y la sesión ha terminado.
passphrase = Frase de contraseña
passphrase-hint = La que elegiste al crear la caja fuerte.
passphrase-hint-new = Al menos { $shortest } caracteres. Unas cuantas palabras sin relación funcionan bien.
passphrase-show = Mostrar
passphrase-hide = Ocultar
passphrase-empty = Escribe tu frase de contraseña.
passphrase-short = Usa al menos { $shortest } caracteres.
passphrase-wrong = Esa frase de contraseña no abre la caja fuerte.

## Why something did not work: clauses that follow a colon and end without a full stop

reason-offline = no hay conexión
reason-server-failed = el servidor tiene un problema
reason-too-many-requests = fue mucho de una vez
reason-session-ended = tu sesión ha terminado
reason-rejected = el servidor no lo aceptó
reason-not-found = ya no está
reason-conflict = entretanto se cambió en otro sitio
reason-vault-locked = tu caja fuerte está cerrada
reason-vault-damaged = tu caja fuerte está dañada
reason-guest-removed = este invitado fue retirado
reason-browser-unavailable = no se pudo abrir ningún navegador
reason-promotion-state = el registro ya no está esperando
reason-not-supported = este servidor no está preparado para ello
reason-code-ended = el código de la página ya se usó, es demasiado antiguo o se escribió mal demasiadas veces
reason-no-room = ahora no responde nadie, y en este dispositivo no hay sitio para guardarlo hasta entonces
reason-internal = algo ha fallado de nuestro lado

## The same as sentences, with what one can do

failure-offline = No hay conexión con la casa. Inténtalo de nuevo cuando vuelvas a tener conexión.
failure-server-failed = El servidor tiene un problema. Inténtalo de nuevo dentro de un rato.
failure-too-many-requests = Fue mucho de una vez. Espera un momento e inténtalo de nuevo.
failure-session-ended = Tu sesión ha terminado y no se pudo renovar.
failure-rejected = El servidor no lo aceptó.
failure-not-found = Ya no está.
failure-conflict = Entretanto se cambió en otro sitio. Vuelve a cargarlo.
failure-vault-locked = Tu caja fuerte está cerrada. Ábrela primero.
failure-vault-damaged = Tu caja fuerte está dañada.
failure-guest-removed = Este invitado fue retirado porque durante mucho tiempo nadie lo fue.
failure-browser-unavailable = No se pudo abrir ningún navegador en este dispositivo.
failure-promotion-state = El registro ya no está esperando. Empieza de nuevo si quieres.
failure-not-supported = Este servidor no está preparado para eso.
failure-no-room = Ahora no responde nadie, y en este dispositivo no hay sitio para guardarlo hasta entonces. Inténtalo más tarde.
failure-internal = Algo ha fallado de nuestro lado.

## Behind the scenes

scenes-open = Entre bastidores
scenes-heading = Entre bastidores
scenes-close = Cerrar entre bastidores
scenes-tabs = Qué mirar
scenes-tab-story = Historia
scenes-tab-timeline = Sucesos
scenes-tab-tokens = Tokens
scenes-tab-clocks = Relojes
scenes-tab-vault = Caja fuerte
scenes-tab-break = Rómpelo
scenes-vault-browser = Un navegador corriente no tiene caja fuerte ni llave. Lo que se recuerda está en el almacenamiento de este navegador.
scenes-vault-key = La llave del invitado está en la caja fuerte cifrada de este dispositivo. Firma allí y nunca sale. Esta es su huella:
scenes-vault-no-key = Ahora no hay ninguna llave en la caja fuerte: o nadie la ha necesitado todavía, o un miembro ya no la necesita.
step-discovery = Dónde están las puertas del servidor de identidad
step-challenge = Un reto nuevo para la llave
step-key-proof = La llave demuestra quién está aquí
step-refresh = Tokens nuevos a cambio de un token de renovación
step-code-exchange = Tokens de miembro a cambio del código del navegador
step-user-info = Preguntar quién está aquí
step-revoke = Terminar una sesión en el servidor
step-keyless-sign-up = Se crea un invitado sin llave
step-promotion-code = Un código de un solo uso para la página de registro
step-page = Se abre una página en el navegador
step-read = Leer
step-write-comment = Escribir un comentario
step-react = Reaccionar
step-preferences = Preferencias
step-other-write = Cambiar algo
step-access = Quién tiene acceso
step-restore = Un invitado vuelve desde un kit de recuperación
step-pairing = Se suma un segundo dispositivo
step-live = Seguir lo que pasa en la casa
step-key = La llave
step-memory = Lo que recuerda este dispositivo
step-vault = La caja fuerte
step-break = Roto a propósito
step-other = Otra llamada
deed-opened = Se abrió la caja fuerte
deed-restored = La caja fuerte estaba dañada; se restauró la copia anterior
deed-key-made = Se creó un par de llaves
deed-signed = La llave firmó
deed-saved = Se guardó lo que se recuerda
deed-retired = La llave se retiró
seen-filter = Mostrar
seen-filter-all = Todo
seen-filter-calls = Llamadas
seen-filter-vault = Trabajo de la caja fuerte
seen-filter-live = Lo que cuenta la casa
seen-filter-failures = Lo que no funcionó
seen-nothing = Todavía no ha pasado nada así.
seen-no-answer = sin respuesta
seen-tokens-arrived = Llegaron tokens
seen-bearer = Se envió un token de acceso.
seen-cookies = Se pidió al navegador que enviara sus cookies. La página no puede verlas.
seen-request = Enviado
seen-answer = Respondido
seen-curl = Copiar como curl
seen-access-token = Token de acceso
seen-id-token = Token de identidad
seen-thumbprint = Copiar la huella
seen-source = Código fuente
seen-chapter = Seguir leyendo
tokens-none = Todavía no hay nada que comparar. Después de dos juegos de tokens, aquí se ve qué cambió entre ellos.
tokens-cookie = La sesión es una cookie del navegador. En esta página no hay ningún token, así que no hay nada que descifrar.
tokens-promotion = Los últimos tokens como invitado ({ $before }) junto a los primeros como miembro ({ $after }).
tokens-latest = Los dos últimos juegos de tokens ({ $before } y { $after }). Después del registro: como invitado junto a como miembro.
tokens-claim = Dato
tokens-before = Antes
tokens-after = Después
tokens-value = Valor
tokens-changed = cambió
clocks-none = Todavía no han llegado tokens, así que nada caduca.
clocks-cookie = La sesión es una cookie del navegador y en esta página no hay ningún token. La página sobre ti dice cuánto dura.
clocks-over = terminó
countdown-days = { $count ->
    [one] 1 día, { $clock }
   *[other] { $count } días, { $clock }
}
clocks-access = El token de acceso termina
clocks-session = Sesión, si no se hace nada
clocks-renewal = Se renueva a partir de
clocks-id = El token de identidad termina
clocks-since = Se identificó por última vez
clocks-refresh = El servidor decide cuánto dura la sesión, y usarla reinicia su tiempo de inactividad. Cuando termina, la clave del invitado vuelve a entrar, y un miembro inicia sesión.
clocks-keyless = El servidor decide cuánto dura la sesión, y usarla reinicia su tiempo de inactividad. Este invitado no tiene clave y dura lo que dure la sesión.
break-intro = Rompe algo y mira cómo se recupera la aplicación. Aquí no se puede perder a ningún invitado.
break-no-key = No se ofrece terminar la sesión: sin llave, este invitado desaparecería.
break-expire-access = Caducar el token de acceso
break-expire-access-text = El token que se tiene cuenta como demasiado viejo.
break-revoke-session = Revocar la sesión
break-revoke-session-text = El servidor termina la sesión y este dispositivo no se entera.
break-drop-reply = Perder la próxima respuesta
break-drop-reply-text = Lo próximo que se escriba llega al servidor; su respuesta se pierde por el camino.
break-skew-clock = Desajustar el reloj
break-skew-clock-text = El reloj de este dispositivo va una hora adelantado y la llave tiene que identificarse.
break-right-clock = Ajustar el reloj
break-right-clock-text = El reloj de este dispositivo vuelve a ir bien y la llave se identifica otra vez.
break-stop-backend = Parar el servidor
break-stop-backend-text = El servidor de dentro de la aplicación desaparece, como si se hubiera ido la red.
break-start-backend = Arrancar el servidor
told-off = Nadie sigue la casa
told-connecting = Pide que le cuenten los cambios
told-open = Conectado: los cambios llegan
told-waiting = Se cortó; lo intenta tras una pausa
told-post-added = Una publicación nueva
told-comment-added = Un comentario nuevo
told-comment-changed = Se cambió un comentario
told-comment-deleted = Se borró un comentario
told-reactions-changed = Cambiaron las reacciones
told-reload = Cambió más de lo que cabe contar: mira otra vez
break-start-backend-text = El servidor vuelve en la misma dirección.
break-refused = Aquí se acabó: { $reason }
break-armed = Ahora escribe un comentario o reacciona. Llega una sola vez, por mucho que se repita.
break-stopped = El servidor no está. Intenta leer o escribir y luego arráncalo otra vez.
break-recovered = Recuperado. Esto es lo que pasó:
break-not-recovered = Ahora no hay nadie dentro; al entrar vuelve la misma cuenta.

## Story mode

story-intro = La historia entera en esta misma aplicación, frase a frase. Cada frase se marca cuando se ha visto que es verdad, por lo que pasó entre bastidores. Empieza con un visitante.
story-begin = Empezar la historia
story-progress = { $done } de { $all } frases se han visto cumplidas
story-do = Hazlo por mí
story-open-page = Abrir la página de registro
story-skip = Saltar
story-restart = Empezar de nuevo
story-export = Copiar la historia
story-mark-done = Visto:
story-mark-failed = No visto:
story-mark-skipped = Saltado:
story-mark-told = Contado:
story-comment-text = Solo venía a mirar, y aquí estoy.
story-arrive = Alguien abre la aplicación. Muestra las novedades enseguida y no se crea ninguna cuenta: para mirar no hace falta.
story-arrive-seen = Las novedades están aquí y no se pidió ninguna identidad.
story-arrive-asked = Ya se preguntó al servidor de identidad: { $count } sucesos. Empieza de nuevo tras un arranque limpio.
story-arrive-known = Ya hay alguien aquí: { $sub }. El principio de la historia necesita un visitante.
story-comment = Escribe un comentario. Se publica, y ya es un invitado.
story-comment-seen = El comentario fue aceptado, del invitado { $sub }.
story-key = Solo entonces se creó una llave, dentro de la caja fuerte cifrada, y el servidor creó un usuario anónimo para ella.
story-key-in-browser = Solo entonces el servidor creó un usuario anónimo. Un navegador corriente no tiene caja fuerte, así que no hay llave.
story-key-seen = La llave { $thumbprint } estaba en la caja fuerte antes de que el servidor la viera por primera vez.
story-key-browser = El servidor creó un invitado sin llave, que dura lo que dure la sesión.
story-unasked = No escribió nada sobre sí, no eligió nada y no esperó nada que pudiera notar.
story-unasked-seen = No se abrió ninguna página. { $calls } llamadas tardaron { $ms } ms en total.
story-preference = Guarda una preferencia, y se le conserva.
story-preference-seen = El servidor conserva preferencias para { $sub }.
story-return = Su sesión muere. Vuelve como el mismo invitado.
story-return-seen = El servidor rechazó la sesión, la llave se identificó y el sub es el mismo: { $sub }.
story-return-browser = El token de acceso murió, la sesión trajo otro y el sub es el mismo: { $sub }.
story-keep = Conserva la cuenta: la página de registro se abre en un navegador, y vuelve a la aplicación como miembro.
story-keep-seen = Hay un miembro aquí. La aplicación nunca vio una contraseña.
story-same = El sub es el mismo y todo está ahí.
story-same-seen = sub: { $sub }. Comentarios: { $commentsBefore } = { $commentsAfter }. Versión de las preferencias: { $before } = { $after }.
story-retired = La llave anónima está retirada.
story-retired-in-browser = Del invitado no queda nada anónimo.
story-retired-seen = La caja fuerte quitó la llave { $thumbprint } y el servidor ya no la tiene en su lista.
story-retired-browser = El servidor ya no tiene en su lista ninguna identidad anónima.
story-retired-known = El servidor todavía tiene en su lista una identidad anónima.
story-ended = La sesión del invitado terminó; el miembro tiene la suya.
story-ended-seen = La sesión era { $before } y es { $after }.
story-sub-differs = El sub era { $before } y es { $after }.
story-not-seen = No se vio que pasara.
story-merge = Si la dirección ya pertenece a una cuenta, solo lo sabe tras demostrar que es suya. Entonces elige: otra dirección, esa cuenta, o llevarse sus cosas.

## Devices: keys, sessions, recovery kits, a second device

title-devices = Tus dispositivos
devices-heading = Tus dispositivos
devices-lede = Dónde has entrado y cómo volver si pierdes un dispositivo.
devices-back = Volver a tu página
devices-failed = No se pudieron cargar tus dispositivos
devices-browser-guest = En un navegador corriente un invitado no tiene llave: no hay nada que guardar en un kit de recuperación ni puede unirse otro dispositivo. Conserva tu cuenta o usa la aplicación para tener ambas cosas.
devices-member = Tienes una cuenta, así que un dispositivo nuevo simplemente inicia sesión. Los kits de recuperación que guardaste como invitado ya no sirven.
devices-come-back-first = Vuelve primero, en tu página. Entonces verás tus dispositivos.
devices-not-in-browser = Los kits de recuperación y los segundos dispositivos necesitan la aplicación: un navegador corriente no guarda llaves.
devices-cookie = Tu sesión es una cookie que esta página no puede leer, y las sesiones se gestionan con un token. Por eso no hay lista: conserva la cuenta o cierra la sesión en la página sobre ti.
devices-keys-heading = Llaves
devices-keys-text = Cada dispositivo y cada kit de recuperación tiene su propia llave. Retira lo que ya no tengas.
devices-sessions-heading = Sesiones
devices-sessions-text = Dónde has entrado en este momento.
devices-unnamed = Un dispositivo
devices-a-browser = Un navegador
devices-kit = Kit de recuperación
devices-this-one = este dispositivo
devices-added = Añadida
devices-used = Último uso
devices-remove = Retirar
devices-remove-named = Retirar: { $name }
devices-remove-key-text = Ese dispositivo se desconecta y no podrá volver por sí solo. Todo lo que escribiste se queda.
devices-remove-kit-text = El archivo de este kit dejará de servir.
devices-remove-confirm = Sí, retirar
devices-remove-keep = Conservar
devices-removed = Hecho.
devices-end = Terminar
devices-end-named = Terminar: { $name }
devices-end-text = Se cierra allí. El dispositivo de un invitado vuelve solo con su llave; para dejarlo fuera, retira su llave.
kit-heading = Guardar un kit de recuperación
kit-text = Un archivo que te trae de vuelta si pierdes este dispositivo: una vez, en un dispositivo nuevo; después dejan de servir todos los dispositivos y kits anteriores. Guárdalo en otro sitio, por ejemplo en una memoria USB.
kit-saved = Guardado como { $file }. Solo la frase de contraseña lo abre.
kit-passphrase = Frase de contraseña del kit
kit-passphrase-hint = Unas cuantas palabras sin relación funcionan bien. Nadie puede recuperarla por ti.
kit-strength = Seguridad de la frase
kit-strength-weak = Fácil de adivinar
kit-strength-fair = Aún no basta
kit-strength-good = Buena
kit-strength-strong = Muy buena
kit-weak = Esa frase es demasiado fácil de adivinar para un archivo que puede copiarse. Añade una o dos palabras.
kit-save = Guardar el kit
kit-saving = Guardando…
kit-unknown = Aquí nadie conoce este kit de recuperación.
kit-spent = Este kit de recuperación ya se usó. Un kit sirve una vez.
kit-revoked = Este kit de recuperación se retiró, o se usó otro después.
kit-promoted = Este invitado se hizo miembro. Inicia sesión.
kit-merged = Este invitado pasó a formar parte de una cuenta. Inicia sesión en ella.
kit-removed = Este invitado fue retirado.
kit-disabled = Este invitado está bloqueado por ahora.
kit-not-a-kit = Ese archivo no es un kit de recuperación.
kit-too-new = Este kit lo hizo una versión más nueva de la aplicación. Actualízala e inténtalo de nuevo.
kit-damaged = El archivo de este kit está dañado. ¿Hay otra copia?
kit-wrong-passphrase = Esa frase no abre este kit, o el archivo fue modificado.
kit-other-issuer = Este kit es de otra casa.
kit-file = No se pudo leer o escribir el archivo.
kit-none-chosen = Elige primero un kit de recuperación.
restore-heading = Restaurar desde un kit
restore-text = Si eras invitado en un dispositivo que perdiste y guardaste un kit de recuperación, aquí puedes ser el mismo invitado.
restore-choose = Elegir el archivo
restore-choose-other = Elegir otro archivo
restore-chosen = Para { $host }, hecho el { $date }.
restore-passphrase-hint = La que elegiste al guardar el kit.
restore-button = Tráeme de vuelta
restore-busy = Abriendo el kit…
restore-done = Has vuelto. El kit ya está usado: guarda uno nuevo en la página de tus dispositivos.
join-heading = Añadir un dispositivo
join-text = Abre Houseguest en el otro dispositivo, ve a su página de dispositivos y haz que muestre su código.
join-code = Código del otro dispositivo
join-code-hint = Dieciséis letras y cifras. Escríbelas o pégalas; valen las minúsculas.
join-button = Seguir
join-offer-heading = Unirse desde otro dispositivo
join-offer-text = ¿Eres invitado en otro dispositivo? Muestra aquí un código y escríbelo allí; ambos serán del mismo invitado.
offer-button = Mostrar un código
offer-picture = El código como imagen
offer-copy = Copiar el código
offer-waiting = Esperando al otro dispositivo. El código sirve cinco minutos.
pairing-answered = Esperando al otro dispositivo…
pairing-compare = ¿Muestran ambos dispositivos este número?
pairing-compare-named = ¿El otro dispositivo ({ $name }) muestra también este número?
pairing-same = Son iguales
pairing-different = Son distintos
pairing-cancel = Dejarlo
pairing-waiting-for-other = Confírmalo también en el otro dispositivo.
pairing-added = El otro dispositivo ya es tuyo.
pairing-gone = Ese código ya no vale. Haz que el otro dispositivo muestre uno nuevo.
pairing-taken = Otro dispositivo respondió a ese código. Haz que se muestre uno nuevo.
pairing-mismatch = Algo entre los dos dispositivos cambió lo que decían. No se añadió nada. Prueba con otra red.
keys-not-a-guest = Eres miembro: un dispositivo nuevo simplemente inicia sesión.
keys-too-many = Ya tienes diez llaves. Retira una primero.
keys-last = Es tu último dispositivo.
replaced-heading = Ahora vives en otro dispositivo
replaced-text-named = Aquí eras { $name }. Este invitado se restauró en otro dispositivo, o allí retiraron este dispositivo. El invitado y todo lo suyo siguen allí.
replaced-text = Tu invitado se restauró en otro dispositivo, o allí retiraron este dispositivo. El invitado y todo lo suyo siguen allí.
lost-restore = Tengo un kit de recuperación
you-devices = Tus dispositivos y kits de recuperación
you-was-guest = ¿Eras invitado en otro dispositivo?
reason-device-removed = este dispositivo ya no es del invitado
reason-somebody-is-here = ya hay alguien aquí
failure-device-removed = Este dispositivo ya no es del invitado, que sigue en otro sitio.
failure-somebody-is-here = Ya hay alguien aquí. Conserva esa cuenta o bórrala primero.

## While nobody answers

nobody-title = Todavía no abre nadie
nobody-text = No hay conexión con la casa. Las novedades llegarán solas en cuanto alguien abra.
nobody-heading = Deja unas palabras para cuando abran
nobody-write = Lo que escribas espera aquí, en este dispositivo. Se publicará bajo la bienvenida de la casa, una sola vez y en orden, cuando la casa responda.
# $when is a time such as “25 minutes ago”.
feed-as-of = Ahora no responde nadie. Así estaban las novedades { $when }. Puedes escribir igualmente: esperará aquí.
preferences-waits = Ahora no responde nadie. Tu elección vale aquí y se guardará cuando la casa responda.
waiting-count = { $count ->
    [one] Una cosa espera a que la casa responda
   *[other] { $count } cosas esperan a que la casa responda
}
waiting-not-taken = { $count ->
    [one] Algo que escribiste no se aceptó
   *[other] { $count } textos tuyos no se aceptaron
}
waiting-sent = { $count ->
    [one] Lo que esperaba ya se ha enviado.
   *[other] Las { $count } cosas que esperaban ya se han enviado.
}
waiting-posts = Publicaciones que esperan
waiting-here = Lo que espera en esta publicación
waiting-mark = En espera
# These name what waits, beside the word “Waiting”.
waiting-comment = Tu comentario
waiting-post = Tu publicación
waiting-edit = Un cambio en tu comentario
waiting-deletion = La eliminación de tu comentario
waiting-reaction = Tu reacción
waiting-preferences = Tus preferencias
waiting-send = Probar ahora
waiting-still = Sigue sin responder nadie. Todo sigue esperando.
waiting-take-back = Retirar
# Begins with the words of waiting-take-back; $what is one of the names above.
waiting-take-back-what = Retirar: { $what }
waiting-taken-back = Retirado.
waiting-back-in-field = Retirado. El texto está en el campo donde lo escribiste.
waiting-too-late = Se acaba de enviar.
waiting-refused-mark = No aceptado
# $reason is one of the clauses under "Why something did not work".
waiting-refused = La casa no aceptó tu texto: { $reason }.
waiting-copy = Copiar tu texto
waiting-put-away = Quitar de aquí
waiting-kept = { $count ->
    [one] Una cosa espera a otra persona o a otra casa
   *[other] { $count } cosas esperan a otra persona o a otra casa
}
waiting-for-others = { $count ->
    [one] Una cosa espera a otra persona de este dispositivo. Se enviará cuando vuelva a estar aquí.
   *[other] { $count } cosas esperan a otra persona de este dispositivo. Se enviarán cuando vuelva a estar aquí.
}
# Stands under the name of the other house.
waiting-elsewhere = { $count ->
    [one] Una cosa espera a esta casa. Se enviará solo allí, cuando la aplicación vuelva a hablar con ella.
   *[other] { $count } cosas esperan a esta casa. Se enviarán solo allí, cuando la aplicación vuelva a hablar con ella.
}
waiting-house-embedded = La casa dentro de esta aplicación
