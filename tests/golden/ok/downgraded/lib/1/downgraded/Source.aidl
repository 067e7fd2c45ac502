package downgraded;
union Source {
  int handle = (-1);
  String path;
}
