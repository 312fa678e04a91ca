extension FaultWords {
    /// What is said, with holes for what varies; the first that fits counts, so what is longer stands first.
    static let sentences: [(english: String, russian: String)] = [
        // The syntax of JSON, as libjansson tells it.
        ("{} near end of file", "{}, в конце файла"),
        ("{} near '{}'", "{}, у «{}»"),
        // The shape of a value.
        ("must be one of {}; did you mean {}?", "должно быть одно из: {}; может быть, {}?"),
        ("must be one of {}", "должно быть одно из: {}"),
        ("must be from {} to {}", "должно быть от {} до {}"),
        ("must be no longer than \"call\", which is {}", "должно быть не больше «call», а там {}"),
        ("must be shorter than {}", "должно быть меньше, чем {}"),
        ("must be the login of another member of the staff", "должен быть login другого сотрудника"),
        ("must be a duration from {} to {}, such as {}", "должно быть: срок от {} до {}, например {}"),
        ("must be a time from {} to {} such as {}", "должно быть: срок от {} до {}, например {}"),
        ("must be one line of at most {} characters", "должно быть: одна строка, не больше {} знаков"),
        ("must be {}, not {}", "должно быть: {}, а стоит: {}"),
        ("must be {}, such as {}", "должно быть: {}, например {}"),
        ("must be {} such as {} or {}", "должно быть: {}, например {} или {}"),
        ("must be {} such as {}", "должно быть: {}, например {}"),
        ("must be {}", "должно быть: {}"),
        ("is missing (or \"{}\") beside \"{}\"", "не указано (или «{}»), а рядом стоит «{}»"),
        ("is missing (or \"{}\")", "не указано (или «{}»)"),
        ("is missing beside \"{}\"", "не указано, а рядом стоит «{}»"),
        ("is missing, and a request has \"{}\"", "не указано, а в запросе есть «{}»"),
        ("is missing, and the request has \"{}\"", "не указано, а в запросе есть «{}»"),
        ("is missing", "не указано"),
        ("unknown key \"{}\"; did you mean \"{}\"?", "неизвестный ключ «{}»; может быть, «{}»?"),
        ("unknown key \"{}\"; known here: {}", "неизвестный ключ «{}»; здесь бывают: {}"),
        ("unknown key \"{}\"", "неизвестный ключ «{}»"),
        // What stands beside what.
        ("cannot stand beside \"{}\"", "не может стоять рядом с «{}»"),
        ("needs \"{}\" or \"{}\" in the request", "нужно «{}» или «{}» в запросе"),
        ("needs \"{}\" in the request", "нужно «{}» в запросе"),
        ("needs \"{}\" and \"{}\"", "нужны «{}» и «{}»"),
        ("needs \"{}\" with a \"{}\"", "нужно «{}», а в нём «{}»"),
        ("needs \"{}\", or \"{}\" in \"{}\"", "нужно «{}» или «{}» в «{}»"),
        ("needs \"{}\"", "нужно «{}»"),
        (
            "needs /asterisk/ami, through which Asterisk is asked to call",
            "нужно /asterisk/ami: через него просят Asterisk позвонить"
        ),
        ("needs {}", "нужно {}"),
        ("a GET has no body", "у запроса GET нет тела"),
        // Names, days and times.
        ("this time is named already", "это время уже названо"),
        ("this step is named already", "этот шаг уже назван"),
        ("this day is named already", "этот день уже назван"),
        ("this month is named already", "этот месяц уже назван"),
        ("this year is named already", "этот год уже назван"),
        ("names a day twice", "один день назван дважды"),
        ("names a day that the month does not have in {}", "такого дня в этом месяце нет: год {}"),
        ("names a day that another key names too", "этот день назван и другим ключом"),
        ("\"{}\" names a day that another key names too", "«{}»: этот день назван и другим ключом"),
        ("has intervals that overlap", "промежутки пересекаются"),
        ("must name all twelve months; missing: {}", "нужны все двенадцать месяцев; нет: {}"),
        ("the machine knows no zone of this name", "такого часового пояса эта машина не знает"),
        (
            "cannot count working time: /calendar is hardly ever open",
            "рабочее время не сосчитать: по /calendar почти всегда закрыто"
        ),
        ("must not be before the first day", "не может быть раньше первого дня"),
        // Programs, addresses, texts.
        ("must name a program, with at most {} arguments", "должна быть названа программа, и не больше {} аргументов"),
        ("must name a program", "должна быть названа программа"),
        ("another gateway has this name", "так уже назван другой шлюз"),
        ("must name at least one role", "нужна хотя бы одна роль"),
        ("must name at least one gateway", "нужен хотя бы один шлюз"),
        ("must have a port from {} to {}", "нужен порт от {} до {}"),
        ("must stand on one line", "должно стоять в одной строке"),
        ("must not hold white space", "не должно быть пробелов"),
        ("must not hold a name or a password", "не должно быть имени и пароля"),
        (
            "must begin with https://, or stay on this machine, unless \"insecure\" is true",
            "должно начинаться с https:// или вести на эту же машину, если не стоит \"insecure\": true"
        ),
        (
            "must begin with https://, or stay on this machine",
            "должно начинаться с https:// или вести на эту же машину"
        ),
        ("cannot stand in the head of a mail", "не может стоять в заголовке письма"),
        (
            "a brace stands alone; \"{{\" and \"}}\" are braces themselves",
            "скобка без пары; сами скобки пишутся «{{» и «}}»"
        ),
        ("a \"{\" is never closed", "скобка «{» не закрыта"),
        ("there is no place \"{}\"; there are {}", "нет места «{}»; есть {}"),
        ("the place \"{}\" has no value here; there are {}", "место «{}» здесь нечем заполнить; есть {}"),
        ("must have the place \"{result}\"", "нужно место «{result}»"),
        ("cannot have the place \"{result}\"", "места «{result}» здесь быть не может"),
        (
            "makes the text \"{}\" too long: it takes {} parts at its longest ({} characters); at most {} ({} characters) may be used",
            "текст «{}» выходит слишком длинным: в худшем случае частей {} (знаков {}), а можно {} (знаков {})"
        ),
        (
            "takes {} parts at its longest ({} characters); at most {} ({} characters) may be used",
            "в худшем случае частей {} (знаков {}), а можно {} (знаков {})"
        ),
        (
            "tells nothing where several parts are asked about at once",
            "ничего не значит, когда о нескольких частях спрашивают сразу"
        ),
        // People.
        ("another member of the staff has this login", "этот login уже у другого сотрудника"),
        ("stands for somebody else in the log of events", "этим словом в журнале событий назван не сотрудник"),
        ("only a psychologist may stand in for one", "психолога может замещать только психолог"),
        (
            "nobody has the role \"{}\" and a phone: somebody must be told of what is overdue",
            "нет никого с ролью «{}» и телефоном: о просроченном должен кто-то узнать"
        ),
        ("nobody in /staff has the role \"{}\"", "в /staff нет никого с ролью «{}»"),
        ("nobody in /staff with the role \"{}\" has a phone", "в /staff ни у кого с ролью «{}» нет телефона"),
        // Files and secrets.
        ("there is no secret in {}", "секрета нет в файле {}"),
        ("the variable {} is not set", "переменная {} не задана"),
        (
            "the callback secret must have letters, digits and {} only, and at least one",
            "в секрете обратных вызовов могут быть только латинские буквы, цифры и {}, и хотя бы один знак"
        ),
        (
            "no settings file: {} are not there; name one by --config",
            "нет файла настроек: ни одного из этих нет: {}; назовите его ключом --config"
        ),
        ("there is no such file", "такого файла нет"),
        ("no right to read it", "нет права прочитать"),
        ("it cannot be read", "не прочитать"),
        ("holds no certificate as PEM", "в файле нет сертификата PEM"),
        ("holds no private key as PEM, or one with a password", "в файле нет закрытого ключа PEM или он под паролем"),
        ("is not the key of the certificate", "это ключ не от этого сертификата"),
        (
            "the callback address has a \"%\", which Kannel reads as an escape of its own",
            "в адресе обратных вызовов есть «%», а Kannel читает его по-своему"
        ),
        // The database and what is listened on.
        ("the database cannot be opened: {}", "базу не открыть: {}"),
        ("the database may be read and not written", "базу можно прочитать, но не записать"),
        ("another program holds the database", "базу держит другая программа"),
        (
            "the database was made by a newer version of hotline; upgrade the programs",
            "базу сделала более новая версия hotline; обновите программы"
        ),
        ("this is no hotline database, or it is damaged", "это не база hotline, или она испорчена"),
        ("the disk is full", "диск полон"),
        ("the database was deleted or replaced while it was open", "базу удалили или подменили, пока она была открыта"),
        ("the database failed (SQLite {})", "база отказала (SQLite {})"),
        ("another program listens on {}", "на {} слушает другая программа"),
        ("cannot listen on {}: {}", "слушать на {} не выходит: {}"),
        ("cannot listen: the group cannot be set: {}", "слушать не выходит: группу не поставить: {}"),
        ("cannot listen: the rights cannot be set: {}", "слушать не выходит: права не поставить: {}"),
        ("cannot listen: {}", "слушать не выходит: {}"),
        (
            "somebody serves on {} already, most likely another hotlined",
            "на {} уже кто-то отвечает, скорее всего другая hotlined"
        ),
        ("{} is there and is no socket; it was left alone", "{} есть, и это не сокет; не тронуто"),
        ("the machine has no group {}", "на машине нет группы {}"),
    ]

    /// What stands in the holes and is words too.
    static let phrases: [(english: String, russian: String)] = [
        ("null", "null"), ("true or false", "true или false"), ("a whole number", "целое число"),
        ("a fractional number", "дробное число"), ("a number", "число"), ("a string", "строка"),
        ("an array", "список"), ("an object", "объект"), ("a string that is not empty", "непустая строка"),
        ("a duration", "срок"), ("host:port", "узел:порт"),
        ("a URL that begins with http:// or https://", "адрес с http:// или https:// в начале"),
        (
            "a URL that begins with http:// or https:// and a whole host",
            "адрес с http:// или https:// и целым именем узла в начале"
        ),
        ("an e-mail address", "адрес электронной почты"), ("a time of day", "время дня"),
        ("a number of texts and a time", "число сообщений и срок"), ("three digits", "три цифры"),
        ("a telephone number", "номер телефона"), ("days of the month", "дни месяца"),
        (
            "a sound file's name without ending: letters, digits, \"_\", \"-\" and \"/\"",
            "имя звукового файла без окончания: латинские буквы, цифры, «_», «-» и «/»"
        ),
        (
            "a channel with one {number}, {digits} or {national}",
            "канал с одним из мест {number}, {digits}, {national}"
        ),
        (
            "a channel with one {login}, {number}, {digits} or {national}",
            "канал с одним из мест {login}, {number}, {digits}, {national}"
        ),
        ("a number: digits, with a + in front or without", "номер: цифры, с плюсом впереди или без него"),
        (
            "the name of an account: letters, digits, \"-\", \"_\", \".\"",
            "имя учётной записи: латинские буквы, цифры, «-», «_», «.»"
        ),
        ("hours", "часы"), ("days", "дни"), ("a day", "день"), ("a day and a time", "день и время"),
        ("a time", "время"),
        ("a header: letters, digits and \"-\"", "имя заголовка: латинские буквы, цифры и «-»"),
        ("one word of Latin letters and digits, a letter first", "одно слово из латинских букв и цифр, первой буква"),
        ("a JSON pointer", "указатель JSON"), ("an HTTP status from 200 to 599", "код HTTP от 200 до 599"),
        ("keys", "кнопки"), ("an appeal's number", "номер обращения"), ("a token", "токен"),
        ("the name of a picture", "имя картинки"), ("base64", "base64"), ("a text", "текст"),
        ("unexpected newline", "строка текста не закрыта кавычкой"), ("invalid escape", "неверный знак после «\\»"),
        ("premature end of input", "файл обрывается"), ("duplicate object key", "ключ назван дважды"),
        ("invalid token", "непонятное слово"), ("unexpected token", "здесь этого быть не может"),
        ("end of file expected", "после конца стоит лишнее"), ("'[' or '{' expected", "нужна «[» или «{»"),
        ("']' expected", "нужна «]» или «,»"), ("'}' expected", "нужна «}» или «,»"), ("':' expected", "нужно «:»"),
        ("string or '}' expected", "нужен ключ в кавычках или «}»"), ("string expected", "нужен ключ в кавычках"),
        ("too big integer", "слишком большое число"),
        ("too big negative integer", "слишком большое отрицательное число"),
        ("real number overflow", "слишком большое дробное число"),
        ("maximum parsing depth reached", "слишком глубоко вложено"),
    ]
}
