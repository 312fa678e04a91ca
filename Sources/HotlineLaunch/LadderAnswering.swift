internal import HotlineCore
internal import HotlineStore
internal import Logging

/// The store as a call to a member of the staff needs it.
struct LadderAnswering: Sendable {
    let door: StoreDoor
    let regulation: Regulation
    let now: @Sendable () -> Instant
    let logger: Logger

    /// Does what the call asks for; `completion` may be called on any thread.
    func perform(_ work: LadderCallWork, completion: @escaping @Sendable (LadderCallFinding) -> Void) {
        let now = now()
        guard let store = door.store(at: now) else {
            logger.error("A member of the staff answered, and the database cannot be opened.")
            return completion(.failed)
        }
        store.perform(work, at: now, under: regulation) { result in
            switch result {
            case .success(let finding):
                if finding == .taken { logger.info("An appeal was taken by telephone.") }
                completion(finding)
            case .failure(let error):
                door.note(error)
                logger.error("What a member of the staff pressed could not be kept.", metadata: ["error": "\(error)"])
                completion(.failed)
            }
        }
    }
}
