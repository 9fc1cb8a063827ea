"""Sentences that are held back: written before the rules were measured on them, and never read while a rule is changed.

`FORMS` of `forms.py` have siblings here of the same names, in other words.
"""

ENGLISH = [
    # Names.
    "Last week {given} brought her knitting and would not look up.", "{full} asked for another appointment.", "We had lunch with {full} after the group.",
    "The therapist thanked {given} for staying.", "Ms. {surname} has not paid since autumn.", "Her cousin {given} drove all night.",
    "{given}'s drawing hangs in the hallway.", "\u201cLeave {given} out of this,\u201d the father muttered.", "Nobody told {full} about the test.",
    "Professor {surname} signed the referral.", "A man called {full} waited at reception.", "It hurt {given} that he forgot.",
    "He shares a room with {given} and {given}.", "{given} {surname} and her lawyer arrived at noon.", "She still dreams of {given}.",
    "For {given}, silence was safer.", "The nurse, {full}, took the call.", "Yesterday {surname} rang again.", "Grandma {given} raised them.",
    "The {surname} children were placed together.", "I am {full}, and I do not want to be here.", "Only {given} knew the password.",
    "During supervision {given} wept.", "She texted {given}: come home.", "Was it {given} or {given} who left first?",
    # Places.
    "He rents a flat in {city}.", "They buried her in {city}.", "She commutes to {city} every morning.", "Their house at {address} was sold.",
    "The ambulance brought him to {hospital}.", "He was expelled from {school}.", "A cousin in {city} took the dog.", "Forward the letter to {address}, please.",
    "She volunteers at {hospital}.", "Before the war the family lived near {city}.",
    # Dates.
    "Her first admission was on {date}.", "The verdict came on {date}, by post.", "He has been sober since {date}.", "We spoke on {date} and again on {date}.",
    "By {monthyear} the voices had stopped.", "She miscarried in {monthyear}.", "Their child was due {worddate}.", "Discharged {date}.", "The fire was on {date}; she saw it.",
    # Ages.
    "He was {agenum} when his mother died.", "The widow, {agenum}, lives upstairs.", "A {agenum}-year-old student was referred.", "She is turning {agenum} soon.",
    "His eldest is {agenum} years old.", "I'm {ageword}, for heaven's sake.", "At the age of {agenum} she ran away.",
    # Numbers.
    "Call back on {phone}.", "My number is {phone}, any time.", "She can be reached on her mobile, {phone}.", "Send the report by fax to {phone}.",
    "You find me at {email}.", "Reply to {email} by Friday.", "The patient ID is {mrn}.", "His hospital number, {mrn}, was wrong.", "Claim number {policy} is open.",
    "The insurer asked for policy {policy}.", "Charge it to {card}.", "The money went to {iban} last month.", "My SSN is {ssn}.", "She travels on passport {passport}.",
    "The nurse's licence {passport} expired.", "Account no. {mrn} is overdrawn.",
    # Vehicles, devices, net.
    "His van has the number plate {plate}.", "A witness noted the registration {plate}.", "The monitor's serial number is {serial}.", "Device ID {serial} was paired.",
    "The tablet (IMEI {imei}) is missing.", "We blocked the address {mac}.", "Chassis number {vin} was on the report.", "Her blog is at {url}.", "There is a video at {url}.",
    "Someone wrote from {ip}.",
    # Biometrics.
    "The phone unlocks with his {bio}.", "They kept her {bio} on file.",
]

HARMLESS = [
    "She rose from the chair and went to the door.", "Will power is not the point.", "He had high hopes and low energy.", "The mark on the wall had faded.",
    "May was mild; June was not.", "In August people are away.", "The group meets on Thursdays.", "Faith, hope and charity were her words.", "She was frank with him.",
    "Joy came back slowly.", "It was a grace period of two weeks.", "The art of asking is learned.", "He paid the bill and left.", "The chase was over.",
    "Count to ten, then answer.", "A drop of 5 points or more is reliable change.", "Seventy per cent came to all sessions.", "Fifteen of the 40 trainees disagreed.",
    "See Chapter 3, pages 41-58.", "The manual has 212 pages.", "Table 2 shows means and standard deviations.", "The effect was d = 0.45 at follow-up.",
    "It takes 3 to 4 weeks.", "They met every other Monday.", "In 2015 the guideline changed.", "Since 1998 the service has grown.", "The 1980s were different.",
    "He is in his late thirties.", "She is a woman in her fifties.", "The boy is of primary-school age.", "Adults over 18 may take part.", "Children under 12 come with a parent.",
    "An hour costs 90 euros.", "The fee is $120.", "Rate it from 0 to 100.", "Item 9 asks about suicide.", "Version 2.1 of the form is shorter.", "Press Ctrl+S to save.",
    "The file is called notes.txt.", "Use 12-point type.", "ISO 9001 does not apply.", "The DSM-5 lists nine criteria.", "ICD-11 uses other words.",
    "Bowlby wrote of a secure base.", "Rogers named three conditions.", "As Freud would say, there are no accidents.", "The Hamilton scale is older.",
    "Alzheimer's disease was ruled out.", "The Rorschach test was not used.", "A Socratic dialogue follows.", "Cognitive Behavioral Therapy began there.",
    "The World Health Organization agrees.", "The European guideline is stricter.", "In Europe the term is newer.", "Canada and Australia have their own rules.",
    "The German edition is out of print.", "She speaks Polish at home.", "They fled the war.", "He comes from a village in the mountains.", "They live by the coast.",
    "She works in a bakery.", "He teaches at a secondary school.", "The hospital discharged him early.", "The university closed for the summer.", "A nurse explained the form.",
    "The doctor was kind.", "Her mother phoned twice.", "His boss shouted at him.", "My brother never writes.", "The judge was patient.", "Her aunt sent money.",
    "\u201cI can't do this,\u201d she said.", "\u201cDoctor, am I ill?\u201d he asked.", "\u201cYou always say that, Mother.\u201d", "Thank you for telling me.", "Let us pause here.",
    "What would you like to happen?", "Notice the shift, name it, and wait.", "Step 1: Stop. Step 2: Look.", "Validate first; explore later.", "Withdrawal is quieter than confrontation.",
    "The Therapist's Dilemma", "Objectives and Key Points", "How To Repair A Rupture", "A Good Enough Ending", "Questions for Reflection", "Monday Morning Blues",
    "Open with a question.", "The client cancelled.", "The Client And The Therapist", "Trust grows in small steps.", "Homework was not done.", "She sighed and folded her hands.",
    "The room was cold and the clock was loud.", "Nothing is said for a minute.", "He apologised, and meant it.", "She laughed at his joke.", "The silence lasted.",
    "Sandra\u2019s Law does not exist here.".replace("Sandra\u2019s", "Murphy\u2019s"), "The Likert items were averaged.", "It is a Catch-22.", "Robin song woke her.".replace("Robin song", "Birdsong"),
    "A jack of all trades, he said.", "The holly was in berry.", "Ruby red was her colour.", "Amber light means wait.", "The lily on the pond.", "Penny for your thoughts.",
    "The warden and the cook were kind.", "A dean's letter arrived.", "The major part is done.", "Christian holidays are kept.", "Dawn broke before she slept.",
]

GERMAN = [
    "Herr {surname} hat zweimal abgesagt.", "Meine Schwester {given} ruft jeden Abend an.", "Dann kam {full} herein.", "Er ist {agenum} Jahre alt.", "Die Familie lebt in {city}.",
    "Am {date} wurde sie entlassen.", "Seine Nummer ist {phone}.", "Patientennummer {mrn} fehlt.", "Schreiben Sie an {email}.", "\u201eFrag doch {given}\u201c, sagte er.",
    "Die Adresse lautet {address}.", "Frau Dr. {surname} \u00fcberwies ihn.", "{given} und {given} haben sich getrennt.", "Die IBAN ist {iban}.", "Das Auto mit dem Kennzeichen {plate} stand im Hof.",
    "Ihr Sohn, {agenum}, wohnt noch zu Hause.", "{given}s Mutter kam mit.", "Der {agenum}-J\u00e4hrige schwieg.", "Gestern hat {given} geweint.", "Sie arbeitet in {city}.",
]
FRENCH = [
    "M. {surname} a annul\u00e9 deux fois.", "Ma s\u0153ur {given} appelle tous les soirs.", "Puis {full} est entr\u00e9.", "Il a {agenum} ans.", "La famille vit \u00e0 {city}.",
    "Elle est sortie le {date}.", "Son num\u00e9ro est le {phone}.", "Le dossier num\u00e9ro {mrn} manque.", "\u00c9crivez \u00e0 {email}.", "\u00ab Demande \u00e0 {given} \u00bb, dit-il.",
    "L'adresse est {address}.", "Le docteur {surname} l'a adress\u00e9.", "{given} et {given} se sont s\u00e9par\u00e9s.", "L'IBAN est {iban}.", "Son fils, {agenum} ans, vit encore l\u00e0.",
    "La m\u00e8re de {given} est venue.", "Hier, {given} a pleur\u00e9.", "Elle travaille \u00e0 {city}.", "Un homme de {agenum} ans s'est tu.",
]
SPANISH = [
    "El se\u00f1or {surname} cancel\u00f3 dos veces.", "Mi hermana {given} llama cada noche.", "Entonces entr\u00f3 {full}.", "\u00c9l tiene {agenum} a\u00f1os.", "La familia vive en {city}.",
    "Sali\u00f3 el {date}.", "Su n\u00famero es el {phone}.", "Falta el expediente {mrn}.", "Escriba a {email}.", "\u00abPreg\u00fantale a {given}\u00bb, dijo.",
    "La direcci\u00f3n es {address}.", "La doctora {surname} lo deriv\u00f3.", "{given} y {given} se separaron.", "El IBAN es {iban}.", "Su hijo, de {agenum} a\u00f1os, sigue en casa.",
    "La madre de {given} vino.", "Ayer {given} llor\u00f3.", "Trabaja en {city}.", "Un hombre de {agenum} a\u00f1os call\u00f3.",
]
HARMLESS_GERMAN = [
    "Die Patientin kommt jede Woche.", "Er schweigt lange und sieht zu Boden.", "Das Gespr\u00e4ch dauert f\u00fcnfzig Minuten.", "Im Sommer ging es besser.", "Die Therapeutin entschuldigt sich.",
    "Vertrauen w\u00e4chst langsam.", "Die Mutter rief zweimal an.", "Er arbeitet in einer B\u00e4ckerei.", "Sie ist Mitte drei\u00dfig.", "Der R\u00fcckzug ist leiser als die Konfrontation.",
    "Schritt 1: Innehalten. Schritt 2: Benennen.", "Ziele und Kernpunkte", "Seit 2015 gilt die Leitlinie.", "Der Fragebogen hat 21 Fragen.", "Die Hausaufgabe war nicht gemacht.",
    "\u201eIch wei\u00df es nicht\u201c, sagte sie.", "Was geht Ihnen durch den Kopf?", "Montags trifft sich die Gruppe.", "Die Wirkung war d = 0,45.", "Kapitel 3, Seiten 41-58.",
    "Die Rose im Garten bl\u00fcht.", "Der Koch und der Richter waren freundlich.", "Freud schrieb viel.", "Nach der Pause ging es weiter.", "Mit Geduld und Humor gelingt es.",
    "Die Kinder spielen im Hof.", "In Deutschland gelten andere Regeln.", "Das Krankenhaus entlie\u00df ihn fr\u00fch.", "Eine Stunde kostet 90 Euro.", "Offenheit und W\u00e4rme helfen.",
]
HARMLESS_FRENCH = [
    "La patiente vient chaque semaine.", "Il se tait et regarde le sol.", "L'entretien dure cinquante minutes.", "En \u00e9t\u00e9, cela allait mieux.", "La th\u00e9rapeute s'excuse.",
    "La confiance grandit lentement.", "Sa m\u00e8re a appel\u00e9 deux fois.", "Il travaille dans une boulangerie.", "Elle a une trentaine d'ann\u00e9es.", "Le retrait est plus discret que la confrontation.",
    "\u00c9tape 1 : s'arr\u00eater. \u00c9tape 2 : nommer.", "Objectifs et points cl\u00e9s", "Depuis 2015, la r\u00e8gle a chang\u00e9.", "Le questionnaire compte 21 items.", "Le travail n'\u00e9tait pas fait.",
    "\u00ab Je ne sais pas \u00bb, dit-elle.", "Qu'est-ce qui vous traverse l'esprit ?", "Le groupe se r\u00e9unit le lundi.", "Chapitre 3, pages 41-58.", "La rose du jardin fleurit.",
    "Le juge et le cuisinier \u00e9taient aimables.", "Freud a beaucoup \u00e9crit.", "Apr\u00e8s la pause, on continue.", "Avec de la patience, on y arrive.", "Les enfants jouent dans la cour.",
    "En France, les r\u00e8gles diff\u00e8rent.", "L'h\u00f4pital l'a laiss\u00e9 sortir.", "Une heure co\u00fbte 90 euros.", "L'ouverture et la chaleur aident.", "Elle parle polonais \u00e0 la maison.",
]
HARMLESS_SPANISH = [
    "La paciente viene cada semana.", "Calla y mira al suelo.", "La sesi\u00f3n dura cincuenta minutos.", "En verano iba mejor.", "La terapeuta se disculpa.",
    "La confianza crece despacio.", "Su madre llam\u00f3 dos veces.", "Trabaja en una panader\u00eda.", "Tiene unos treinta y tantos a\u00f1os.", "La retirada es m\u00e1s discreta que la confrontaci\u00f3n.",
    "Paso 1: parar. Paso 2: nombrar.", "Objetivos y puntos clave", "Desde 2015 la gu\u00eda es otra.", "El cuestionario tiene 21 preguntas.", "La tarea no estaba hecha.",
    "\u00abNo lo s\u00e9\u00bb, dijo ella.", "\u00bfQu\u00e9 le pasa por la cabeza?", "El grupo se re\u00fane los lunes.", "Cap\u00edtulo 3, p\u00e1ginas 41-58.", "La rosa del jard\u00edn florece.",
    "El juez y la cocinera fueron amables.", "Freud escribi\u00f3 mucho.", "Tras la pausa seguimos.", "Con paciencia se logra.", "Los ni\u00f1os juegan en el patio.",
    "En Espa\u00f1a las reglas son otras.", "El hospital le dio el alta.", "Una hora cuesta 90 euros.", "La apertura y el calor ayudan.", "Habla polaco en casa.",
]

# Forms in which an identifier hides: the same names as in `forms.py`.
FORMS = {
    "lower case": ["{lower} never called back", "we saw {lowerfull} at the station", "her sister {lower} is ill", "\u201cask {lower} then,\u201d he said", "i think {lower} lied to me"],
    "upper case": ["{upperfull} IS LATE", "THE COURT HEARD {upperfull} TWICE"],
    "line end": ["The next day {given}\n{surname} cancelled.", "Nobody had told\n{given} about it.", "> She wrote to {given}\n> {surname} at once."],
    "emphasis": ["Only *{given}* **{surname}** stayed.", "She hates __{given}__ for it.", "It was **{first2}**{rest2} again."],
    "possessive": ["{given}'s sister phoned.", "{surname}'s file was lost.", "That is {full}'s chair.", "The dog is {given}\u2019s."],
    "initials": ["{initial}. {surname} declined.", "Signed by {initial}. {initial}. {surname}.", "{given} {initial}. {surname} came.", "The case of {given} {initial}. was closed."],
    "nickname": ["Everyone calls her {nick}.", "{nick} laughed about it.", "I said no to {nick}.", "\u201cCome on, {nick}, please.\u201d", "his friend {nick} lied"],
    "speech": ["\u201c{given}, stop that,\u201d she said.", "\u201cI am so tired, {given}.\u201d", "Client: {given} says I am lazy.", "\u2018Did {given} hit you?\u2019 I asked."],
    "heading": ["## The call from {full}", "### {given} goes home", "## Meeting {given}'s parents"],
    "alternative text": ["![A drawing by {given}](a.svg)", "![{full} and her dog](a.svg)", "![Card signed {given}](a.svg)"],
    "caption": ["![A garden](a.svg \"The garden of {full}\")", "![A garden](a.svg \"{given} planted it\")"],
    "container title": ["::: dialogue Talking with {full}\n:::", "::: practice After {given} left\n:::"],
    "transcript": ["{given} closed the door.", "And then {full} came in.", "I live in {city} now.", "It was on {date}."],
    "file name": ["{filename}"],
    "front matter": ["{full} comes back", "How {given} lost her job", "A visit to {hospital}"],
    "number in groups": ["Her number is {phonespaced}.", "The chart number is {mrnspaced}.", "Call {phonespaced} at night."],
    "number with dots": ["Her number is {phonedots}.", "The record number is {mrndots}.", "He paid with card {carddots}."],
    "number in words": ["Call {phonewords}, she said.", "Her patient number is {mrnwords}.", "It is {phonewords}."],
    "date in words": ["They met on {fullworddate}.", "It ended on {fullworddate} at noon.", "Born {fullworddate}."],
    "range of dates": ["She was away {daterange}.", "He was held {daterange}, they said."],
    "weekday beside a date": ["The trial began on {date}; {relday}'s funeral was worse.", "After {relday}'s call she hid, and by {date} she was gone."],
}
