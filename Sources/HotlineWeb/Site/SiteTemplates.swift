internal import HotlineCore
internal import Mustache

/// The pages of the school's site, as templates.
struct SiteTemplates: Sendable {
    private let library: MustacheLibrary

    /// Reads the templates.
    init() {
        // The library's own escaping passes over a quote with a mark on it, which is one `Character` and no quote.
        MustacheContentTypes.register(PageText(), named: "PAGE")
        var templates: [String: MustacheTemplate] = [:]
        for (name, text) in Self.texts {
            guard let template = try? MustacheTemplate(string: "{{% CONTENT_TYPE:PAGE}}\n" + text) else {
                preconditionFailure("template \(name)")
            }
            templates[name] = template
        }
        library = MustacheLibrary(templates: templates)
    }

    /// A page, with everything in it escaped.
    func page(_ name: String, _ values: [String: Any]) -> String { library.render(values, withTemplate: name) ?? "" }

    private static let texts = [
        "head": """
        <!DOCTYPE html>
        <html lang="ru">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} — {{school}}</title>
        <link rel="stylesheet" href="/site.css?v={{version}}">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <header>
        <p>{{school}}</p>
        <p>Горячая линия: <a href="tel:{{tel}}">{{hotline}}</a></p>
        </header>
        <main>

        """,
        "foot": """
        </main>
        </body>
        </html>

        """,
        "form": """
        {{>head}}
        <h1>Поддержка обучения в дистанционный период</h1>
        <p>Напишите нам, что случилось. Специалист ответит не позже чем через {{term}}.
        Можно и позвонить на горячую линию: <a href="tel:{{tel}}">{{hotline}}</a>.</p>
        {{#notice}}<p class="notice" role="alert">{{notice}}</p>{{/notice}}
        {{#hasFaults}}
        <div class="faults" role="alert">
        <h2>Обращение пока не отправлено</h2>
        <ul>{{#faults}}<li><a href="#{{id}}">{{words}}</a></li>{{/faults}}</ul>
        </div>
        {{/hasFaults}}
        <form method="post" action="/" novalidate>
        <input type="hidden" name="pass" value="{{pass}}">
        <p class="bait" aria-hidden="true"><label>Не заполняйте: <input name="website" tabindex="-1" autocomplete="off"></label></p>
        {{#fullName}}<div class="field">
        <label for="{{id}}">ФИО</label>
        {{>fault}}<input id="{{id}}" name="{{id}}" value="{{value}}" autocomplete="name" maxlength="200" required {{{marks}}}>
        </div>{{/fullName}}
        {{#role}}<fieldset id="{{id}}" {{{marks}}}>
        <legend>Вы являетесь</legend>
        {{>fault}}{{#options}}<label class="choice"><input type="radio" name="role" value="{{value}}" id="role-{{value}}" {{{marks}}}> {{words}}</label>{{/options}}
        </fieldset>{{/role}}
        {{#pupilClass}}<div class="field for-pupil">
        <label for="{{id}}">Класс, в котором Вы обучаетесь <span class="hint">(заполняет ученик, например 5А)</span></label>
        {{>fault}}<input id="{{id}}" name="{{id}}" value="{{value}}" maxlength="20" class="short" {{{marks}}}>
        </div>{{/pupilClass}}
        {{#childClass}}<div class="field for-parent">
        <label for="{{id}}">Класс, в котором обучается Ваш ребенок <span class="hint">(заполняет родитель, например 5А)</span></label>
        {{>fault}}<input id="{{id}}" name="{{id}}" value="{{value}}" maxlength="20" class="short" {{{marks}}}>
        </div>{{/childClass}}
        {{#type}}<fieldset id="{{id}}" {{{marks}}}>
        <legend>Тип обращения</legend>
        {{>fault}}{{#options}}<label class="choice"><input type="radio" name="type" value="{{value}}" id="type-{{value}}" {{{marks}}}> {{words}}</label>{{/options}}
        </fieldset>{{/type}}
        {{#route}}<fieldset id="{{id}}" class="for-other" {{{marks}}}>
        <legend>О чём вопрос <span class="hint">(для иных вопросов)</span></legend>
        {{>fault}}{{#options}}<label class="choice"><input type="radio" name="route" value="{{value}}" id="route-{{value}}" {{{marks}}}> {{words}}</label>{{/options}}
        </fieldset>{{/route}}
        {{#description}}<div class="field">
        <label for="{{id}}">Опишите Вашу проблему</label>
        {{>fault}}<textarea id="{{id}}" name="{{id}}" rows="6" maxlength="4000" required {{{marks}}}>
        {{value}}</textarea>
        </div>{{/description}}
        {{#phone}}<div class="field">
        <label for="{{id}}">Телефон для обратной связи</label>
        {{>fault}}<input id="{{id}}" name="{{id}}" value="{{value}}" type="tel" autocomplete="tel" maxlength="40" {{{marks}}}>
        </div>{{/phone}}
        {{#email}}<div class="field">
        <label for="{{id}}">Адрес электронной почты</label>
        {{>fault}}<input id="{{id}}" name="{{id}}" value="{{value}}" type="email" autocomplete="email" maxlength="254" {{{marks}}}>
        </div>{{/email}}
        {{#texts}}<p><label class="choice"><input type="checkbox" id="{{id}}" name="{{id}}" value="yes" {{{marks}}}> Сообщайте мне о ходе обращения по СМС</label></p>{{/texts}}
        {{#agreed}}<div class="field">
        {{>fault}}<label class="choice"><input type="checkbox" id="{{id}}" name="{{id}}" value="yes" required {{{marks}}}>
        <span>Согласен на <a href="{{privacy}}" target="_blank" rel="noopener">обработку персональных данных</a></span></label>
        </div>{{/agreed}}
        <button type="submit">Отправить</button>
        </form>
        {{>foot}}
        """,
        "fault": """
        {{#fault}}<p class="fault" id="{{id}}-fault">{{fault}}</p>{{/fault}}
        """,
        "status": """
        {{>head}}
        {{#isNew}}<h1>Обращение №{{number}} принято</h1>
        <p>Запишите номер. Ход обращения всегда виден на этой странице: <a href="{{path}}">{{link}}</a>.
        Ссылка личная, не передавайте её другим.</p>{{/isNew}}
        {{^isNew}}<h1>Обращение №{{number}}</h1>{{/isNew}}
        <dl>
        <dt>Состояние</dt><dd>{{status}}</dd>
        <dt>Поступило</dt><dd>{{received}}</dd>
        {{#due}}<dt>Срок ответа</dt><dd>до {{due}}{{#late}} (просрочено, руководитель службы знает){{/late}}</dd>{{/due}}
        {{#closed}}<dt>Закрыто</dt><dd>{{closed}}</dd>{{/closed}}
        {{#answer}}<dt>Ответ</dt><dd>{{answer}}</dd>{{/answer}}
        </dl>
        {{#until}}<p>Страница доступна до {{until}}.</p>{{/until}}
        <p><a href="/">Новое обращение</a></p>
        {{>foot}}
        """,
        "message": """
        {{>head}}
        <h1>{{title}}</h1>
        <p>{{words}}</p>
        <p>Горячая линия: <a href="tel:{{tel}}">{{hotline}}</a></p>
        <p><a href="/">К форме обращения</a></p>
        {{>foot}}
        """,
        "privacy": """
        {{>head}}
        <h1>Обработка персональных данных</h1>
        <p>{{school}} получает из формы обращения фамилию, имя, отчество, класс, описание проблемы, телефон и адрес почты.
        Они нужны только для того, чтобы разобраться в обращении и ответить на него, и доступны только сотрудникам службы
        сопровождения дистанционного обучения; о консультации психолога знает только психолог.</p>
        <p>Через {{retention}} после закрытия обращения имя, номера и слова удаляются. Данные не передаются третьим лицам.
        Согласие можно отозвать по телефону горячей линии: <a href="tel:{{tel}}">{{hotline}}</a>.</p>
        <p><a href="/">К форме обращения</a></p>
        {{>foot}}
        """,
        "enter": """
        {{>head}}
        <h1>Доска руководителя</h1>
        {{#fault}}<p class="fault" role="alert" id="token-fault">{{fault}}</p>{{/fault}}
        <form method="post" action="/board">
        <input type="hidden" name="pass" value="{{pass}}">
        <div class="field">
        <label for="token">Токен сотрудника</label>
        <p class="hint" id="token-hint">Делается на машине службы: hotline token new.</p>
        <input id="token" name="token" type="password" autocomplete="current-password" required aria-describedby="token-hint">
        </div>
        <button type="submit">Войти</button>
        </form>
        {{>foot}}
        """,
        "board": """
        {{>head}}
        <h1>Доска: {{now}}</h1>
        <form method="post" action="/board/leave"><input type="hidden" name="pass" value="{{pass}}"><button type="submit">Выйти</button></form>
        {{#charts}}<section><h2>{{title}}</h2>
        {{{svg}}}
        </section>{{/charts}}
        <section><h2>Открытые обращения: {{count}}</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Открытые обращения">
        <table><thead><tr><th scope="col">№</th><th scope="col">Тип</th><th scope="col">Состояние</th><th scope="col">У кого</th><th scope="col">Срок</th></tr></thead>
        <tbody>{{#open}}<tr{{#late}} class="late"{{/late}}><th scope="row">{{number}}</th><td>{{type}}</td><td>{{status}}</td><td>{{holder}}</td><td>{{left}}</td></tr>
        {{/open}}</tbody></table>
        </div>
        {{#more}}<p>И ещё {{more}}.</p>{{/more}}
        </section>
        {{>foot}}
        """,
    ]
}

/// How what is not ours stands in a page.
private struct PageText: MustacheContentType {
    func escapeText(_ text: String) -> String { text.escapedForHTML }
}
