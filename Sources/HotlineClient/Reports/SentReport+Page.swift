internal import Foundation
public import HotlineCore

extension SentReport.Content {
    /// The mail's HTML for a browser: the pictures that come beside it in a mail are in it.
    ///
    /// Nothing of what anybody wrote is touched: in words the quotation mark that stands before an address is escaped.
    public var page: String {
        pictures.reduce(html) { page, picture in
            page.replacing("src=\"cid:\(picture.contentID)\"", with: "src=\"\(picture.dataURL)\"")
        }
    }
}

extension MailPicture {
    /// The picture as an address that holds it.
    var dataURL: String { "data:image/png;base64,\(Data(bytes).base64EncodedString())" }
}
