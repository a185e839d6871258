import Dispatch
import Synchronization

/// Hands what was read of COPYs from the threads that receive them to the one that takes it. Senders wait while it is full.
final class CopyChannel<T: Sendable>: Sendable {
  enum Message: Sendable {
    case rows(T)
    /// No more comes from one of the senders; why, if it failed.
    case end((any Error)?)
  }

  private struct State {
    var messages: [Message] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let free = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    // Counted up from 0: Dispatch traps when a semaphore goes with less than it was made with, as a channel that is closed
    // with messages in it would.
    for _ in 0..<capacity { free.signal() }
  }

  /// False, and the message is dropped, once the channel is closed.
  @discardableResult
  func send(_ message: Message) -> Bool {
    free.wait()
    let isOpen = state.withLock { state in
      if !state.isClosed { state.messages.append(message) }
      return !state.isClosed
    }
    // After the closing, one sender wakes the next.
    (isOpen ? filled : free).signal()
    return isOpen
  }

  /// Waits for the next message. At least one sender must still be running.
  func receive() -> Message {
    filled.wait()
    defer { free.signal() }
    return state.withLock { $0.messages.removeFirst() }
  }

  /// Lets waiting senders go; what they send is dropped from now on.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.messages = []
    }
    free.signal()
  }
}
