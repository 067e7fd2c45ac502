/*
 * License of Data.
 */
///////////////////////////////////////////////////////////////////////////////
// THIS FILE IS IMMUTABLE. DO NOT EDIT IN ANY CASE.                          //
///////////////////////////////////////////////////////////////////////////////

// This file is a snapshot of an AIDL file. Do not edit it manually. There are
// two cases:
// 1). this is a frozen version file - do not edit this in any case.
// 2). this is a 'current' file. If you make a backwards compatible change to
//     the interface (from the latest frozen version), the build system will
//     prompt you to update this file with `m <name>-update-api`.
//
// You must not make a backward incompatible change to any AIDL file built
// with the aidl_interface module type with versions property set. The module
// type is used to build AIDL files in a way that they can be used across
// independently updatable components of the system. If a device is shipped
// with such a backward incompatible change, it has a high risk of breaking
// later when a module using the interface is updated, e.g., Mainline modules.

package demo.api;
@JavaDerive(equals=true, toString=true)
parcelable Data {
  int number = SIZE /* 6 */;
  int[] numbers = {1, SIZE /* 6 */, (-3) /* -3 */, 4};
  int[2] pair = {0x1, 2};
  String text = ("it" + "self") /* "itself" */;
  String[] texts = {"a", "b"};
  char letter = 'x';
  boolean yes = (true && (!false)) /* true */;
  boolean no = (1 > 2) /* false */;
  float f = 1.5f;
  double g = 2.50;
  float negative = (-1.5f) /* -1.500000f */;
  demo.api.Mode mode = demo.api.Mode.LOW;
  demo.api.Data.Inner.Kind kind = demo.api.Data.Inner.Kind.B;
  demo.api.Data.Inner.Kind[] kinds = {demo.api.Data.Inner.Kind.A, demo.api.Data.Inner.Kind.B};
  @nullable demo.api.Data.Inner inner;
  @nullable(heap=true) demo.api.Data next;
  long compare = ((((1 < 2) + ((((3 >= 3) * 5) % 3) / 1)) & 7) | (8 ^ (~1))) /* -9 */;
  int unary = ((+5) - (-(-3))) /* 2 */;
  @nullable ParcelFileDescriptor fd;
  ParcelableHolder extension;
  List<demo.api.Data.Inner> inners;
  const int SIZE = (2 * 3) /* 6 */;
  const byte MASK = 0xF0u8;
  const long FAR = (1L << 40) /* 1099511627776 */;
  const int HEX = 0xFFFFFFFF;
  @FixedSize
  parcelable Inner {
    int a = demo.api.Data.SIZE /* 6 */;
    /* @hide */
    int b;
    const int DEEP = (demo.api.Data.SIZE + 1) /* 7 */;
    @Backing(type="long")
    enum Kind {
      A,
      B = 5,
      C = (B + 1) /* 6 */,
    }
  }
  union Choice {
    int a = 1;
    demo.api.Data.Inner b;
    const int IN_UNION = 3;
  }
}
