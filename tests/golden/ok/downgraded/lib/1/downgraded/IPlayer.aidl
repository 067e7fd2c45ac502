package downgraded;
interface IPlayer {
  void play(in downgraded.Track track);
  downgraded.Playlist shuffle(in downgraded.Playlist list, out downgraded.Track[] played, inout @nullable downgraded.Track next);
  oneway void open(in downgraded.Source source);
  void stop();
  interface IListener {
    void done(String title);
  }
}
