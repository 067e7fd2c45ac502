package enumint;

@Backing(type="int")
enum Color { RED = 0xff0000, GREEN = 0x00ff00, BLUE = 0x0000ff, AZURE = BLUE }
