package generated;

@Backing(type="int")
enum Kind { NONE = 0, SOME = 7, ALL = -1 }
