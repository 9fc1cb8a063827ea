"""Sentences for the privacy benchmark: a slot `{kind}` is a planted identifier; harmless lines have none.

`TUNING` was looked at while rules were written; `TEST` was written before the rules were measured on it and is for figures alone.
"""

TUNING = [
    "My name is {full} and I have been coming for a year.", "{given} said that she would rather not talk about it.",
    "Her husband {given} left early.", "Dr. {surname} referred him to us.", "She moved to {city} after the divorce.",
    "He was born on {date}.", "The client is {age} and lives alone.", "You can reach her at {phone}.",
    "Write to {email} if anything changes.", "Her file is MRN {mrn}.", "He drives the van with the plate {plate}.",
    "The pump has the serial number {serial}.", "Her page is {url}.", "The message came from {ip}.",
    "His card {card} was declined.", "The account {iban} was frozen.", "She gave her SSN as {ssn}.", "The fax went to fax {phone}.",
    "She keeps talking about her {bio}.", "They live at {address}.", "He teaches at {school}.",
]

TEST = [
    # Names.
    "\u201cNobody listens to me, {given},\u201d he shouted across the room.", "When {given} came back from the break, nothing was said.",
    "I asked {given} whether it was true.", "{full} has been in treatment since the spring.", "The session with {full} ran over.",
    "Mrs. {surname} cancelled twice.", "My brother {given} never writes.", "{given}'s mother phoned the clinic.",
    "It was {given} who noticed the change first.", "We agreed that {full} would decide.", "Mr {surname} sat down without a word.",
    "The supervisor, {full}, listened to the tape.", "Her oldest friend is called {given}.", "{lowerfull} was late again",
    "my sister {lower} hates when I say that", "then {lower} laughed and left", "**{given}** {surname} smiled for the first time.",
    "The note was signed {initial}. {surname}.", "A letter from {given} {initial}. arrived.", "## What {given} wanted",
    "![{full} in the waiting room](room.svg)", "{given} and her daughter {given} came together.", "Neither {given} nor {given} apologized.",
    "\u201cI told {given} everything,\u201d she said.", "Ask {full} about the weekend.", "{upperfull} HAD NOT SIGNED.",
    "He married {given} against his father's wish.", "It belonged to the {surname} family.",
    # Places.
    "After the flood they left {city} for good.", "He works nights in {city}.", "The bus from {city} takes an hour.",
    "Her parents have a shop in {city}.", "The address on the form is {address}.", "He was treated at {hospital} for a month.",
    "She went to {school} with his cousin.", "They met in a caf\u00e9 near {city}.", "The parcel went to {address}.",
    # Dates.
    "The accident happened on {date}.", "Since {date} she has not slept.", "The wedding is set for {date}.", "On {date} he moved out.",
    "The funeral was held {date}, in the rain.", "They separated in {monthyear}.", "From {date} to {date} she was on the ward.",
    "It began {worddate}.",
    # Ages.
    "A {agenum}-year-old man came with his wife.", "She is {agenum} years old and retired.", "He turned {agenum} last week.",
    "Her son, aged {agenum}, lives with her.", "At {agenum}, he started to drink.", "She is {ageword} and feels like a child.",
    # Numbers.
    "Please ring {phone} after six.", "He left {phone} on the machine.", "Her new mobile is {phone}.", "The practice's fax number is {phone}.",
    "His address is {email} these days.", "She signs as {email} at work.", "On the form it says chart no. {mrn}.",
    "Her policy number is {policy}.", "The insurance member ID {policy} has run out.", "He paid with {card}.",
    "She wired it to {iban}.", "Her social security number, {ssn}, was on the form.", "Passport no. {passport} was lost.",
    "His licence number {passport} was suspended.", "The court file has case number {policy}.",
    # Vehicles, devices, net.
    "The car, licence plate {plate}, was found by the river.", "A scooter with the registration {plate} hit him.",
    "The hearing aid with serial no. {serial} was returned.", "Her phone has the IMEI {imei}.", "The laptop's MAC address is {mac}.",
    "The VIN is {vin}.", "He posted it on {url} for everyone to see.", "Look at {url}, she said.", "The login came from {ip} at night.",
    # Biometrics.
    "The police took her {bio} after the raid.", "The clinic stores a {bio} of each visitor.",
]

HARMLESS = [
    "The client looks at the window and says nothing.", "It will take about twelve sessions of 50 minutes.", "She rates her mood as 4 out of 10.",
    "In the spring of 2019 things got worse.", "He is in his forties and works with his hands.", "Beck (1979) describes three kinds of belief.",
    "The Beck Depression Inventory has 21 items.", "May I ask what you hope for?", "Hope is what she came for.", "The rose on the table was red.",
    "She will mark the passage and read it aloud.", "Grace is not a word that he uses.", "They had Christian values and kept them quiet.",
    "See you next Tuesday at the same time.", "The first step is to notice a shift.", "Chapter 12 and section 4.2.1 say more.",
    "A score of 17 on the PHQ-9 is moderate.", "About 30,000 patients took part in 295 studies.", "r = .278 [.256, .299], p < .001",
    "The therapist's own part is the larger one.", "I'm sorry. I pushed too hard, and I can see that it hurt.", "He has been a teacher for twenty years.",
    "She grew up in the north of the country.", "They moved to a small town by the sea.", "The Working Alliance Inventory was filled in.",
    "Parkinson's disease runs in the family.", "In Germany and France the rules differ.", "Socratic questioning, not interrogation.",
    "Cognitive therapy asks for evidence.", "You said \u201cI don't mind\u201d twice.", "Will you tell me when I do it again?", "The bill was higher than he thought.",
    "We could frank the letter or not.", "Summer was hard and winter was harder.", "Art therapy helped her most.", "An Action Plan that was too hard",
    "She reads the bishop's letter to the church.", "The page has 3 columns and 12 rows.", "It costs $45 per hour, or 60 with tax.", "At ten past nine she stood up.",
    "He is the youngest of the family.", "The session begins with a check-in.", "It was the first time in months.", "Dutch and Spanish editions exist.",
    "The measure takes 2-3 minutes.", "The model answer names the feeling first.", "A patient may read her own record.", "His therapist is on leave.",
    "Use headings of level 2 and 3.", "\u201cWhat went through your mind just now?\u201d", "She works at a hospital.", "He called the crisis line.",
    "The interpreter spoke in the first person.", "The alliance predicts outcome; nobody knows why.", "Every repair is a small experiment.",
    "Their daughter is a toddler.", "He had the flu and missed a week.", "Guilford published the third edition.", "In the 1990s this was called resistance.",
    "The word is Greek.", "She is a judge, and judges herself.", "On the way home he cried.", "Withdrawal moves away; confrontation moves against.",
]

GERMAN = [
    "Frau {surname} kam zehn Minuten zu sp\u00e4t.", "Mein Bruder {given} meldet sich nie.", "{full} wurde im Fr\u00fchjahr aufgenommen.",
    "Sie ist {agenum} Jahre alt und lebt allein.", "Er zog nach {city}.", "Der Unfall war am {date}.", "Erreichbar ist sie unter {phone}.",
    "Die Akte hat das Aktenzeichen {mrn}.", "Sie wohnt in {city}, in der {address}.", "\u201eDas hat {given} nie gesagt\u201c, antwortete sie.",
    "Ihre E-Mail ist {email}.", "Das Konto {iban} wurde gesperrt.", "Das Kennzeichen {plate} war zu lesen.", "Seine Frau {given} wei\u00df nichts davon.",
    "Ein {agenum}-j\u00e4hriger Mann kam mit seiner Tochter {given}.", "Seit {date} schl\u00e4ft sie nicht.",
]
FRENCH = [
    "Mme {surname} est arriv\u00e9e en retard.", "Mon fr\u00e8re {given} n'\u00e9crit jamais.", "{full} a \u00e9t\u00e9 hospitalis\u00e9e au printemps.", "Elle a {agenum} ans et vit seule.",
    "Il s'est install\u00e9 \u00e0 {city}.", "L'accident a eu lieu le {date}.", "On peut la joindre au {phone}.", "Son dossier porte le num\u00e9ro de dossier {mrn}.",
    "Son adresse est {email}.", "Le compte {iban} est bloqu\u00e9.", "Sa femme {given} n'en sait rien.", "\u00ab Je l'ai dit \u00e0 {given} \u00bb, r\u00e9pond-elle.",
    "Une femme de {agenum} ans est venue avec {given}.", "Depuis le {date} elle ne dort plus.", "Elle habite {address}.",
]
SPANISH = [
    "La se\u00f1ora {surname} lleg\u00f3 tarde.", "Mi hermano {given} nunca escribe.", "{full} ingres\u00f3 en primavera.", "Tiene {agenum} a\u00f1os y vive sola.",
    "Se mud\u00f3 a {city}.", "El accidente fue el {date}.", "Se le puede llamar al {phone}.", "Su expediente es el {mrn}.", "Su correo es {email}.",
    "La cuenta {iban} est\u00e1 bloqueada.", "Su mujer {given} no sabe nada.", "\u00abSe lo dije a {given}\u00bb, respondi\u00f3.",
    "Una mujer de {agenum} a\u00f1os vino con {given}.", "Desde el {date} no duerme.", "Vive en {address}.",
]
HARMLESS_GERMAN = [
    "Die Klientin sieht aus dem Fenster und schweigt.", "Der Therapeut fragt nach dem Gef\u00fchl.", "Zw\u00f6lf Sitzungen zu je 50 Minuten.",
    "Im Herbst 2019 wurde es schlimmer.", "Sie ist in den Vierzigern und arbeitet viel.", "Die Arbeitsbeziehung ist belastet.",
    "Ein Bruch ist eine Gelegenheit.", "Am Ende der Stunde lacht er.",
]
HARMLESS_FRENCH = [
    "La cliente regarde par la fen\u00eatre et se tait.", "Le th\u00e9rapeute demande ce qu'elle ressent.", "Douze s\u00e9ances de 50 minutes.",
    "\u00c0 l'automne 2019, tout a empir\u00e9.", "Elle a la quarantaine et travaille beaucoup.", "L'alliance est fragile.",
    "Une rupture est une occasion.",
]
HARMLESS_SPANISH = [
    "La clienta mira por la ventana y calla.", "El terapeuta pregunta qu\u00e9 siente.", "Doce sesiones de 50 minutos.",
    "En el oto\u00f1o de 2019 empeor\u00f3.", "La alianza es fr\u00e1gil.", "Una ruptura es una oportunidad.",
]
