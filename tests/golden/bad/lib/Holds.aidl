package lib;
import HeaderCircle;
parcelable Holds { HeaderCircle circle; }
