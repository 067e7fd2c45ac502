package demo.api;
import demo.api.Data;
interface ICodes {
    int first(out Data d, inout Data e) = 3;
    oneway void second() = 2;
    @nullable Data[] third(in @nullable int[] numbers) = 10;
    @PropagateAllowBlocking void fourth() = 11;
    @EnforcePermission(allOf={"a", "b"}) void fifth() = 12;
    @nullable(heap=false) Data sixth() = 13;
}
