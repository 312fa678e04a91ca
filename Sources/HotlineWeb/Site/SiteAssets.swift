internal import HotlineCore

/// What the pages load: one style sheet, and the button for the school's own site.
enum SiteAssets {
    /// The style sheet; the conditional fields of Form 1 are shown by it alone, in browsers that know `:has`, and always in others.
    static let style = """
        :root{color-scheme:light}
        *{box-sizing:border-box}
        body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
        header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;padding:.5rem 1rem;background:#0b4a6f;color:#fff}
        header p{margin:0}
        header a{color:#fff}
        main{max-width:44rem;margin:0 auto;padding:1rem}
        h1{font-size:1.5rem;line-height:1.25}
        h2{font-size:1.2rem}
        a{color:#0b4a6f}
        .field,fieldset{margin:0 0 1.25rem;padding:0;border:0;min-width:0}
        label,legend{display:block;font-weight:600;padding:0;margin-bottom:.25rem}
        .choice{display:flex;gap:.6rem;align-items:flex-start;font-weight:400;padding:.35rem 0}
        .choice input{flex:none;width:1.35rem;height:1.35rem;margin:.1rem 0 0}
        input:not([type=radio]):not([type=checkbox]),textarea{width:100%;font:inherit;padding:.55rem;border:2px solid #5c5c5c;border-radius:.25rem;background:#fff;color:inherit}
        input.short{max-width:10rem}
        [aria-invalid=true]{border-color:#b00020!important}
        .hint{font-weight:400;color:#4a4a4a}
        .fault{color:#b00020;font-weight:600;margin:.1rem 0 .35rem}
        .faults,.notice{border:3px solid #b00020;border-radius:.25rem;padding:.5rem 1rem;margin:0 0 1.25rem}
        .faults h2{margin:.25rem 0}
        .faults a{color:#b00020}
        .bait{position:absolute;left:-9999px;height:1px;overflow:hidden}
        button{font:inherit;font-weight:600;padding:.7rem 1.6rem;border:0;border-radius:.25rem;background:#0b4a6f;color:#fff;cursor:pointer}
        button:hover{background:#08344e}
        :focus-visible{outline:3px solid #b35900;outline-offset:2px}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1rem}
        dt{font-weight:600}
        dd{margin:0;overflow-wrap:anywhere}
        main a{overflow-wrap:anywhere}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #c8c8c8;white-space:nowrap}
        .late td,.late th{color:#b00020}
        svg{display:block}
        @supports selector(:has(*)){
        form:not(:has(#role-pupil:checked)) .for-pupil,form:not(:has(#role-parent:checked)) .for-parent,form:not(:has(#type-other:checked)) .for-other{display:none}
        }
        @media(max-width:22rem){main{padding:.75rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}

        """

    /// The words of the button, as the regulation has them [3.1.1].
    static let buttonText = "Поддержка обучения в дистанционный период"

    /// A link that any page can hold, without a script.
    static func snippet(url: String, hotline: String, tel: String) -> String {
        """
        <p class="hotline-button"><a href="\(url.escapedForHTML)/">\(buttonText)</a>
        <span>Горячая линия: <a href="tel:\(tel.escapedForHTML)">\(hotline.escapedForHTML)</a></span></p>

        """
    }

    /// The button as a script: it puts the same link where the script stands, sets its looks through the object model, which a
    /// strict content security policy lets pass, asks nothing of anybody and keeps nothing.
    static func script(url: String, hotline: String, tel: String) -> String {
        """
        (function(){
        "use strict";
        var script=document.currentScript,box=document.createElement("p"),link=document.createElement("a"),phone=document.createElement("a");
        box.className="hotline-button";
        link.href=\("\(url)/".quotedForScript);link.textContent=\(buttonText.quotedForScript);
        phone.href=\("tel:\(tel)".quotedForScript);phone.textContent=\(hotline.quotedForScript);
        var looks={display:"inline-block",padding:"0.7em 1.2em",borderRadius:"0.25em",background:"#0b4a6f",color:"#fff",fontWeight:"600",textDecoration:"none"};
        for(var name in looks)link.style[name]=looks[name];
        box.append(link,document.createElement("br"),"Горячая линия: ",phone);
        var place=document.getElementById("hotline-button");
        if(place)place.append(box);else if(script)script.after(box);
        })();

        """
    }
}

extension String {
    /// The text as a literal of JavaScript, safe within HTML too.
    var quotedForScript: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "<", ">", "&", "\u{2028}", "\u{2029}",
                _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
