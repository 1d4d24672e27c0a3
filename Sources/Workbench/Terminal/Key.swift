/// What somebody pressed.
public enum Key: Hashable, Sendable {
  /// A character, typed or put there by an input method.
  case character(Character)
  /// A letter with the control key, in lower case.
  case control(Character)
  case enter, escape, tab, backspace
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown, shiftLeft, shiftRight
}
