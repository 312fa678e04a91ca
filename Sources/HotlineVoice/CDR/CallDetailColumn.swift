/// The columns of a line of `Master.csv`, in order.
public enum CallDetailColumn: String, Hashable, Sendable, CaseIterable {
    case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata
    case start, answer, end, duration, billsec, disposition, amaflags, uniqueid
    /// Written where `loguserfield` is set.
    case userfield
}
