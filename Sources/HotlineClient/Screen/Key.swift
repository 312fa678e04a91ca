/// A key of the keyboard, as a full screen hears it.
public enum Key: Hashable, Sendable {
    /// A character.
    case character(Character)
    /// A letter with Ctrl, in lower case.
    case control(Character)
    /// A function key, from 1.
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
}
