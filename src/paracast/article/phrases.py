"""What pages say that came instead of an article: one pattern a line, on folded text.

The languages are English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish,
Danish, Norwegian, Russian, Japanese and Chinese. The phrases speak to the reader, as an article
hardly does.
"""

READ_ON = r"""
(?:subscribe|register|create an account|become a member)(?: now)? to (?:continue|keep) reading
(?:sign|log) (?:up|in)(?: now)? to (?:continue|keep) reading
to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign|log|register|create|become)
(?:continue|keep) reading .{0,20}with an? (?:free )?(?:subscription|account|trial)
to read (?:the (?:full|rest|whole)|this) .{0,30}(?:subscribe|log in|sign in|register)
subscribe to (?:read|unlock)
weiterlesen mit .{0,20}abo
um weiterzulesen
jetzt abonnieren und weiterlesen
(?:melden sie sich an|einloggen|registrieren).{0,30}weiterlesen
um weiter ?zu ?lesen
pour (?:lire la suite|continuer (?:la|votre) lecture)
la suite (?:de cet article )?est réservée
(?:suscríbete|regístrate|inicia sesión) para (?:seguir|continuar) leyendo
para (?:seguir|continuar) leyendo,? (?:suscr|regíst|inicia|hazte)
(?:abbonati|accedi|registrati) per (?:continuare|leggere)
per continuare (?:a leggere|la lettura)
(?:assine|faça login|cadastre-se|inscreva-se) para (?:continuar|ler)
(?:log in|abonneer|word abonnee|registreer).{0,20} om (?:verder|dit artikel) te lezen
lees verder (?:met|als) (?:een )?abonne
(?:wykup|zaloguj się|zarejestruj się).{0,30}(?:czytać dalej|przeczytać|czytaj dalej)
(?:logga in|prenumerera|bli prenumerant) för att (?:läsa|fortsätta)
(?:log ind|bliv abonnent|køb abonnement|logg inn).{0,20}for (?:at|å) (?:læse|lese|fortsætte)
чтобы (?:продолжить чтение|читать дальше|дочитать)
続きを(?:読む|お読みいただく)には
有料会員(?:限定|になる)
(?:登录|登錄|订阅|訂閱|注册|成为会员).{0,10}(?:继续阅读|繼續閱讀|阅读全文|閱讀全文)
"""
"""A paywall, where it cuts an article off."""

PAYWALL = r"""
(?:article|content|story|page) is (?:only |exclusively )?for (?:paying |our )?subscribers
(?:article|content|story|page) is (?:available to|reserved for) (?:our )?(?:subscribers|members)
(?:subscriber|member)s?[- ](?:only|exclusive) (?:content|article|story)
already (?:a subscriber|have an account|subscribed)\?
you(?:'ve| have) (?:reached|read|used) (?:your|all|the).{0,30}(?:limit|free articles)
(?:dieser|der) (?:artikel|inhalt) ist (?:nur )?für abonnent
nur für abonnent
sie haben bereits ein abo
(?:article|contenu) (?:est )?réservé aux abonnés
déjà abonné
(?:contenido|artículo) (?:exclusivo|solo|sólo) para suscriptores
¿ya (?:eres suscriptor|estás suscrito)
(?:contenuto|articolo) riservato agli abbonati
sei già abbonato
(?:conteúdo|artigo) exclusivo para assinantes
já é assinante
(?:alleen|exclusief) voor abonnees
al abonnee\?
(?:tylko dla|treść dla) (?:subskrybentów|prenumeratorów)
только для подписчиков
"""
"""A paywall, instead of an article."""

SCRIPT = r"""
(?:enable|turn on|activate|requires?|needs?|allow)(?: the use of)? java ?script
java ?script (?:is|has been|seems to be|appears to be) (?:disabled|turned off|not enabled|required)
(?:without|doesn't work|does not work|not work properly) .{0,20}java ?script
(?:browser|client) (?:does not|doesn't) support java ?script
java ?script (?:zu |bitte )?(?:aktivieren|einschalten)
aktivieren sie (?:bitte )?java ?script
java ?script ist deaktiviert
activer java ?script
activez java ?script
java ?script est désactivé
(?:habilit|activ)[ae]r? (?:el )?java ?script
java ?script (?:está )?(?:desactivado|deshabilitado)
(?:abilit|attiv)(?:a|are|are il) java ?script
java ?script (?:è )?disabilitato
(?:ative|habilite|ativar|habilitar) o? ?java ?script
schakel java ?script in
java ?script (?:is )?(?:uitgeschakeld|inschakelen)
włącz(?:yć)? (?:obsługę )?java ?script
aktivera java ?script
aktiv[eé]r java ?script
включите java ?script
java ?script ?を有効
(?:启用|啟用|打开) ?java ?script
"""
"""A page that is empty without JavaScript."""

CONSENT = r"""
we (?:and our .{0,30}partners )?(?:use|store|process) .{0,40}(?:cookies|personal data)
(?:accept|reject|manage) (?:all )?(?:cookies|preferences)
before you continue to
we value your privacy
(?:wir und unsere|wir verwenden|wir nutzen|diese (?:web)?seite verwendet).{0,40}(?:cookies|partner)
alle (?:cookies )?akzeptieren
cookies akzeptieren
mit werbung und tracking
zustimmen und weiter
nous (?:et nos partenaires|utilisons).{0,40}cookies
(?:tout accepter|accepter les cookies|continuer sans accepter)
(?:utilizamos|usamos|nosotros y nuestros socios).{0,40}cookies
aceptar (?:todas|las cookies|y continuar)
(?:utilizziamo|usiamo|noi e i nostri partner).{0,40}cookie
accetta (?:tutti|i cookie|e continua)
(?:utilizamos|usamos) cookies
aceitar (?:todos|cookies)
(?:wij|we) (?:en onze partners )?gebruiken.{0,40}cookies
cookies accepteren
alles accepteren
(?:używamy|korzystamy z).{0,40}(?:plików cookie|ciasteczek)
vi använder cookies
vi bruger cookies
мы используем (?:файлы )?cookie
クッキー.{0,10}同意
(?:接受|同意).{0,10}cookie
"""
"""A form about cookies."""

ROBOT = r"""
(?:verify|confirm|check|checking|prove) (?:that |if )?you(?:'re| are) (?:a |not a )?(?:human|robot)
checking your browser
just a moment\.\.\.
unusual (?:traffic|activity) from your
(?:are you a robot|i'm not a robot|complete the captcha|security check to access)
access (?:to this page has been |is )?denied
you have been blocked
pardon our interruption
bestätigen sie,? dass sie (?:ein mensch|kein roboter)
vérifi(?:er|ez) que vous (?:êtes humain|n'êtes pas un robot)
verifi(?:ca|que|car) que (?:eres humano|no eres un robot|você é humano)
verifica di non essere un robot
подтвердите,? что вы (?:человек|не робот)
ロボットではありません
(?:验证|驗證).{0,6}(?:真人|人类|不是机器人)
"""
"""A check for robots."""
