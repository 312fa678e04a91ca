import Testing

@testable import HotlineTesting

struct MuLawTests {
    @Test func `every byte comes back from its sample`() {
        for byte in UInt8.min...UInt8.max where byte != 0x7F {
            #expect(MuLaw.encode(MuLaw.decode(byte)) == byte)
        }
        // Minus nought and nought are one sample.
        #expect(MuLaw.decode(0x7F) == MuLaw.decode(0xFF))
    }

    @Test(arguments: [(0xFF, 0), (0x00, -32_124), (0x80, 32_124), (0xEF, 132)] as [(UInt8, Int16)])
    func `bytes of the standard's table`(byte: UInt8, sample: Int16) {
        #expect(MuLaw.decode(byte) == sample)
    }

    @Test func `the loudest samples are not turned over`() {
        #expect(MuLaw.decode(MuLaw.encode(.max)) == 32_124)
        #expect(MuLaw.decode(MuLaw.encode(.min)) == -32_124)
    }
}
