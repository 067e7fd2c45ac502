package my_app.api_v2;

import my_app.api_v2.Some_Type;

interface ISome_Service {
    Some_Type do_it(in Some_Type x);
}
