// @ts-check
/** @type {Record<keyof typeof import("./en.js").default, string>} */
export default {
  "app.starting": "Wird gestartet",
  "app.loading": "Der Katalog wird geladen",
  "app.failed": "Das Terminal konnte nicht starten",
  "app.tryAgain": "Erneut versuchen",
  "app.close": "Schließen",
  "app.cancel": "Abbrechen",
  "app.optional": "freiwillig",
  "top.what": "Was möchten Sie tun?",
  "top.sale": "Kauf",
  "top.return": "Rückgabe",
  "top.lane": "Kasse {lane}",
  "top.settings": "Kasse und Personal",
  "top.language": "Sprache",

  "attract.title": "Willkommen",
  "attract.hint": "Wählen Sie Ihre Sprache, oder scannen Sie einen Artikel oder einen Beleg.",

  "idle.title": "Sind Sie noch da?",
  "idle.words": "Sonst wird dieser Bildschirm für den nächsten Kunden geleert.",
  "idle.left.one": "{count} Sekunde",
  "idle.left.other": "{count} Sekunden",
  "idle.more": "Mehr Zeit",
  "idle.done": "Ich bin fertig",

  "link.lost": "Keine Verbindung seit {time}.",
  "link.cannotPay":
    "Sie können den Warenkorb füllen. Bezahlen und Rückgaben warten, bis der Rechner der Filiale " +
    "antwortet.",
  "link.waits":
    "Was gesendet wurde, wird einmal abgeschlossen, sobald der Rechner der Filiale antwortet.",
  "link.notReady": "Der Rechner der Filiale kann seit {time} nichts aufzeichnen.",
  "link.late": "Neuigkeiten kommen gerade verspätet. Sie können weitermachen.",

  "send.title": "Einen Moment bitte",
  "send.words": "Ihr Vorgang wird aufgezeichnet.",
  "send.stillTrying": "Noch ein Versuch",
  "send.notYet":
    "Der Rechner der Filiale hat noch nicht geantwortet. Nichts wird doppelt berechnet oder " +
    "erstattet.",
  "send.stop": "Anhalten",
  "unsure.title": "Wir wissen noch nicht, ob das geklappt hat",
  "unsure.words":
    "Erneut versuchen sendet denselben Vorgang: er wird einmal aufgezeichnet, wie oft auch " +
    "gesendet wird.",
  "unsure.again": "Erneut versuchen",
  "unsure.leave": "Anhalten; das Personal prüft es",

  "goods.choose": "Artikel auswählen",
  "goods.back": "Was geben Sie zurück?",
  "goods.search": "Suchen",
  "goods.searchLabel": "Im Katalog suchen",
  "goods.none": "Kein Artikel passt.",
  "goods.chosen": "ausgewählt",
  "goods.SHIRT_001": "Baumwoll-T-Shirt",
  "goods.SHIRT_002": "Designer-Polohemd",
  "goods.JACKET_001": "Lederjacke",
  "goods.WATCH_001": "Luxusuhr",
  "goods.PHONE_001": "Smartphone",
  "goods.LAPTOP_001": "Gaming-Laptop",

  "basket.title": "Warenkorb",
  "basket.empty": "Der Warenkorb ist leer. Tippen Sie auf einen Artikel.",
  "basket.giftReceipt": "Geschenkbeleg drucken",
  "basket.payWith": "Bezahlen mit",
  "basket.total": "Summe",
  "basket.pay": "{amount} bezahlen",
  "basket.payNothing": "Bezahlen",
  "basket.jump": "Warenkorb · {amount}",
  "line.each": "je {amount}",
  "line.bought": "{count} gekauft",
  "line.quantity": "Menge {article}",
  "line.less": "Eins weniger: {article}",
  "line.more": "Eins mehr: {article}",
  "line.serial": "Seriennummer",
  "line.serialOnArticle": "Seriennummer auf dem Artikel",
  "more.options": "Weitere Angaben",

  "tender.CARD": "Karte",
  "tender.CASH": "Bar",
  "tender.GIFT_CARD": "Geschenkkarte",
  "tender.STORE_CREDIT": "Guthaben",
  "tender.cardToken": "Token der Karte",
  "tender.giftToken": "Token der Geschenkkarte",
  "tender.tokenHint": "Das füllt der Kartenleser aus. Es ist nie eine Kartennummer.",
  "customer.number": "Kundennummer",

  "return.title": "Ware zurückgeben",
  "return.number": "Belegnummer",
  "return.placeholder": "Scannen oder eingeben",
  "return.hint": "Scannen oder eingeben. Auch die Referenz einer Rückgabe wird hier gefunden.",
  "return.find": "Beleg suchen",
  "return.looking": "Wird gesucht",
  "return.notFound": "Diese Nummer finden wir nicht. Bitte prüfen Sie sie.",
  "return.anyway": "Trotzdem mit dieser Nummer weiter",
  "return.noReceipt": "Ich habe keinen Beleg",
  "return.refund": "Erstattung",
  "return.restart": "Von vorn",
  "return.reason": "Grund",
  "return.refundTo": "Erstatten auf",
  "return.paidWith": "Wie bezahlt wurde: {tender}",
  "return.cardHere": "Die Karte, mit der bezahlt wurde, ist hier",
  "return.giftShown": "Ein Geschenkbeleg wurde gezeigt",
  "return.exchange": "Umtausch zum gleichen Wert",
  "return.atMost": "Erstattung höchstens",
  "return.request": "Erstattung anfragen",
  "return.choose": "Bitte Ware auswählen",
  "return.press": "Tippen Sie auf die Artikel, die Sie zurückgeben.",
  "return.receipt": "Beleg {number} · {store} · {time}",
  "return.unknown": "Beleg {number}, hier nicht bekannt",
  "return.without": "Ohne Beleg",
  "return.voided": "Dieser Kauf wurde storniert.",
  "return.disputed": "Das Personal sieht sich diesen Beleg zuerst an.",
  "return.outdated":
    "{store} ist gerade nicht erreichbar. Was wir von diesem Beleg wissen, ist vom {time}.",
  "return.refundable": "{amount} dieses Belegs können erstattet werden",
  "return.noneLeft": "Als bereits zurückgegeben vermerkt",
  "return.left": "Noch {count} rückgabefähig",
  "return.condition": "Zustand",
  "condition.NEW": "Neu",
  "condition.OPENED": "Geöffnet",
  "condition.DAMAGED": "Beschädigt",
  "reason.": "Keine Angabe",
  "reason.DEFECTIVE": "Defekt",
  "reason.WRONG_SIZE": "Falsche Größe oder Farbe",
  "reason.NOT_AS_DESCRIBED": "Nicht wie beschrieben",
  "reason.CHANGED_MIND": "Gefällt mir nicht mehr",
  "reason.UNWANTED_GIFT": "Unerwünschtes Geschenk",

  "scan.kept": "Gescannt. Es wird übernommen, sobald das hier fertig ist.",
  "scan.one": "{article}: eins mehr",
  "scan.noMore": "{article}: mehr kann nicht zurückgegeben werden",
  "scan.notOnReceipt": "{article} steht nicht auf diesem Beleg",
  "scan.looking": "Der gescannte Code wird gesucht",
  "scan.receipt": "Beleg {number}",
  "scan.unknown": "Den Code {code} kennen wir nicht",

  "done.thanks": "Vielen Dank",
  "done.accepted": "Rückgabe angenommen",
  "done.refunded": "erstattet",
  "done.toBePaid": "auszuzahlen",
  "done.number": "Belegnummer",
  "done.barcode": "Strichcode von {number}",
  "done.goesTo.CARD": "Die Erstattung geht auf die Karte.",
  "done.goesTo.CASH": "Die Erstattung wird bar ausgezahlt.",
  "done.goesTo.GIFT_CARD": "Die Erstattung geht auf eine Geschenkkarte.",
  "done.goesTo.STORE_CREDIT": "Die Erstattung wird gutgeschrieben.",
  "done.goesTo.": "Die Erstattung geht an Sie.",
  "done.reference": "Referenz, für jede Kasse jeder Filiale",
  "held.title": "Bitte warten",
  "held.words": "Das Personal sieht es sich an. Dieser Bildschirm ändert sich von selbst.",
  "held.recall":
    "Sie müssen nicht hier warten: mit der Referenz findet jede Kasse diese Rückgabe wieder.",
  "blocked.sale": "Diesen Kauf können wir hier nicht abschließen",
  "blocked.return": "Diese Rückgabe können wir hier nicht abschließen",
  "blocked.words": "Bitte wenden Sie sich an das Personal.",
  "done.nextSale": "Nächster Kauf",
  "done.nextReturn": "Nächste Rückgabe",
  "done.print": "Beleg drucken",
  "done.payOut": "Bargeld ist ausgezahlt",
  "receipt.keep": "Bitte aufbewahren: damit kann Ware in jeder Filiale zurückgegeben werden.",

  "remedy.CAPTURE_PHOTO": "Foto aufnehmen und erneut versuchen",
  "remedy.PRESENT_ORIGINAL_CARD": "Die Karte des Kaufs verwenden",
  "remedy.WAIT_FOR_SYNC": "Jetzt erneut versuchen",
  "remedy.SUPERVISOR": "Das Personal bestätigt",
  "remedy.cardToken": "Token der Karte des Kaufs",

  "photo.title": "Foto",
  "photo.take": "Foto aufnehmen",
  "photo.retake": "Neu aufnehmen",
  "photo.why.SALE": "Schützt Ihren Beleg. Freiwillig.",
  "photo.why.RETURN": "Zeigt, dass Sie es sind. Freiwillig.",
  "photo.taken": "Foto aufgenommen",
  "photo.takenUnclear": "Aufgenommen, Gesicht unklar",
  "photo.close": "Ohne Foto schließen",
  "photo.which": "Welche Kamera",
  "photo.source.DEMO": "Demo-Person",
  "photo.source.BROWSER": "Dieses Gerät",
  "photo.source.LANE": "Kamera der Kasse",
  "photo.kept":
    "Das Foto bleibt bei diesem Vorgang, solange Ware zurückgegeben werden kann. Nur Personal, " +
    "das Rückgaben prüft, darf es öffnen. Es geht auch ohne Foto weiter.",
  "photo.compare":
    "Dieses Foto darf mit dem vom Kauf oder von der Rückgabe verglichen werden, damit niemand " +
    "anderes das Geld bekommt. Freiwillig.",
  "photo.compareTwice":
    "Dieses Foto darf mit dem vom Kauf oder von der Rückgabe verglichen werden, und vor dem " +
    "Abschluss mit einem weiteren Blick der Kamera, damit niemand anderes das Geld bekommt. " +
    "Freiwillig.",
  "photo.hold": "Bitte stillhalten",
  "photo.byItself": "Schauen Sie in die Kamera. Das Foto entsteht von selbst.",
  "photo.looking": "Bitte schauen Sie in die Kamera.",
  "photo.live": "Bild der Kamera",
  "photo.liveLane": "Bild der Kamera an der Kasse",
  "photo.demoName": "Name der Demo-Person",
  "photo.demoHint": "Zu jedem Namen wird ein Gesicht gezeichnet. Keine echte Person.",
  "photo.again": "Erneut versuchen",
  "photo.without": "Ohne Foto weiter",
  "photo.shot": "Das aufgenommene Foto",
  "photo.good": "Das ist ein gutes Foto.",
  "photo.use": "Dieses Foto verwenden",
  "photo.useAnyway": "Trotzdem verwenden",
  "photo.hint.NO_FACE": "Wir sehen kein Gesicht. Bitte schauen Sie in die Kamera.",
  "photo.hint.MANY_FACES": "Bitte nur eine Person.",
  "photo.hint.TOO_SMALL": "Bitte kommen Sie etwas näher.",
  "photo.hint.TOO_DARK": "Es ist zu dunkel. Bitte mehr Licht auf das Gesicht.",
  "photo.hint.TOO_BRIGHT": "Das Licht ist zu stark. Bitte drehen Sie sich etwas.",
  "photo.hint.LOW_CONTRAST":
    "Das Bild ist trüb. Bitte wischen Sie die Kamera ab oder gehen Sie aus dem Dunst.",
  "photo.hint.UNEVEN_LIGHT": "Das Licht kommt von einer Seite. Bitte drehen Sie sich etwas.",
  "photo.hint.BLURRED": "Das Bild ist unscharf. Bitte halten Sie still.",
  "photo.hint.MOVING": "Bitte halten Sie still.",
  "photo.hint.OFF_CENTRE": "Bitte gehen Sie in die Mitte.",
  "photo.hint.TURNED_AWAY": "Bitte schauen Sie gerade in die Kamera.",
  "photo.hint.TILTED": "Bitte halten Sie den Kopf gerade.",
  "photo.hint.TURN_LEFT": "Gut. Drehen Sie den Kopf nun langsam nach links.",
  "photo.hint.TURN_RIGHT": "Gut. Drehen Sie den Kopf nun langsam nach rechts.",
  "photo.hint.DEMO_NOT_ALLOWED": "Eine Zeichnung gilt hier nicht. Bitte nutzen Sie die Kamera.",
  "photo.hint.":
    "Das Foto ist nicht gelungen. Bitte versuchen Sie es erneut oder wenden Sie sich an das " +
    "Personal.",
  "photo.refused.PHOTO_FROZEN":
    "Die Kamera zeigt ein stehendes Bild, das sich nicht bewegt. Bitte versuchen Sie es " +
    "erneut oder wenden Sie sich an das Personal.",
  "photo.refused.PHOTO_REPLAYED":
    "Die Kamera zeigt Bilder, die schon einmal gezeigt wurden. Bitte versuchen Sie es " +
    "erneut oder wenden Sie sich an das Personal.",
  "photo.refused.LIVE_SESSION_EXPIRED":
    "Innerhalb einer Minute gelang kein gutes Foto. Bitte versuchen Sie es erneut oder " +
    "gehen Sie ohne weiter.",
  "again.title": "Noch ein Blick",
  "again.why": "Damit niemand anderes nimmt, was Ihnen gehört.",
  "again.other":
    "Wir erkennen nicht, dass das Foto Sie zeigt. Das kann am Licht liegen. Bitte nehmen Sie ein " +
    "neues auf, oder gehen Sie ohne Foto weiter.",
  "camera.INSECURE":
    "Browser geben eine Kamera nur Seiten über HTTPS oder auf diesem Gerät (localhost). Öffnen " +
    "Sie das Terminal so, oder machen Sie ohne Foto weiter.",
  "camera.NotAllowedError":
    "Der Browser durfte die Kamera nicht benutzen. Erlauben Sie sie neben der Adresse, dann " +
    "versuchen Sie es erneut.",
  "camera.NotFoundError": "An diesem Gerät ist keine Kamera angeschlossen.",
  "camera.OverconstrainedError": "An diesem Gerät ist keine Kamera angeschlossen.",
  "camera.NotReadableError":
    "Ein anderes Programm benutzt die Kamera. Schließen Sie es, dann versuchen Sie es erneut.",
  "camera.ENDED": "Die Kamera wurde getrennt. Stecken Sie sie ein, dann versuchen Sie es erneut.",
  "camera.STALLED":
    "Die Kamera liefert keine Bilder. Prüfen Sie, ob sie eingesteckt und nicht verdeckt " +
    "ist, dann versuchen Sie es erneut.",
  "camera.broken": "Die Kamera funktioniert nicht: {why}",

  "staff.title": "Nur für Personal",
  "staff.show": "Gründe zeigen",
  "staff.hide": "Verbergen",
  "staff.name": "Name",
  "staff.pin": "PIN",
  "staff.enter": "Geben Sie Name und PIN ein.",
  "staff.locked": "Zu viele falsche PINs. Ein Betreiber kann den Namen entsperren.",
  "staff.wrong": "Name oder PIN ist falsch.",

  "settings.title": "Diese Kasse",
  "settings.staffOnly": "Ändern können das nur Mitarbeitende: bitte Name und PIN.",
  "settings.change": "Ändern",
  "settings.lane": "Kasse",
  "settings.cashier": "Personalnummer an der Kasse",
  "settings.save": "Speichern",
  "settings.signOut": "Dieses Terminal abmelden",
  "settings.auto": "Farben: automatisch",
  "settings.light": "Farben: hell",
  "settings.dark": "Farben: dunkel",

  "problem.fields": "Bitte prüfen Sie die markierten Felder.",
  "problem.field": "Bitte prüfen Sie dieses Feld.",
  "problem.UNREACHABLE": "Der Rechner der Filiale antwortet nicht. Läuft er, und steht das Netz?",
  "problem.NO_ANSWER_IN_TIME":
    "Der Rechner der Filiale hat nicht innerhalb von {seconds} s geantwortet.",
  "problem.ANSWER_BROKEN_OFF":
    "Die Leitung wurde unterbrochen, während der Rechner der Filiale antwortete.",
  "problem.CARD_NUMBER_REFUSED": "Das ist eine Kartennummer. Bitte nutzen Sie den Kartenleser.",
  "problem.PHOTO_TOO_OLD":
    "Das Foto ist über eine Minute alt. Bitte nehmen Sie es neu auf oder gehen Sie ohne " +
    "weiter.",
  "problem.PHOTO_USED":
    "Das Foto gehört zu einem anderen Kauf oder einer anderen Rückgabe. Bitte nehmen Sie " +
    "es neu auf oder gehen Sie ohne weiter.",
  "problem.PHOTO_OF_OTHER_PERSON":
    "Das Foto zeigt jemand anderen. Bitte nehmen Sie es neu auf oder gehen Sie ohne weiter.",
  "problem.PHOTO_OF_OTHER_LANE":
    "Das Foto wurde an einer anderen Kasse aufgenommen. Bitte nehmen Sie es neu auf oder " +
    "gehen Sie ohne weiter.",
  "problem.other":
    "Das hat nicht geklappt. Bitte versuchen Sie es erneut oder wenden Sie sich an das Personal.",
};
