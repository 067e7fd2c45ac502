package firm;

import firm.Slot;

@VintfStability
@SensitiveData
interface IFirm {
    Slot pass(in Slot s);
}
