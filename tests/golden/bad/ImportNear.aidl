import lib.Outre;
import lib.depe.Deep;
import lib.Deep;
import lib.deep.more.Deep;
import lib.deep;
import lib.nothing.Here;
interface ImportNear {
	void f(in lib.Broke b, in lib.deep.deep d, in lib.deep.Shallow s);
}
