parcelable Bare {
}
@JavaDerive(equals=true, toString=true)
parcelable demo.api.Data {
  const int SIZE = 6;
  const byte MASK = -16;
  const long FAR = 1099511627776;
  const int HEX = -1;
  @FixedSize
  parcelable Inner {
    const int DEEP = 7;
    @Backing(type="long")
    enum Kind {
      A = 0,
      B = 5,
      C = 6,
    }
  }
  union Choice {
    const int IN_UNION = 3;
    @Backing(type="int")
    enum Tag {
      a = 0,
      b = 1,
    }
  }
}
/**
 * @hide
 */
@JavaOnlyStableParcelable
parcelable demo.api.Generic<T, U> cpp_header "demo/generic.h" ndk_header "demo/generic_ndk.h" rust_type "demo::Generic";
interface demo.api.ICodes {
}
/**
 * @hide
 */
@Descriptor(value="demo.api.Older") @JavaDelegator
interface demo.api.IEverything {
  const int ONE = 1;
  /**
   * @deprecated use ONE
   */
  const int TWO = 2;
  const String TEXT = "ab";
  const @utf8InCpp String UTF8 = "plain";
}
/**
 * @deprecated 
 */
@Backing(type="int")
enum demo.api.Mode {
  NONE = 0,
  LOW = 1,
  HIGH = 16,
  HIGHEST = 16,
  NEXT = 17,
  LAST = 17,
}
