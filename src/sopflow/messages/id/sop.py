"""Indonesian sentences about SOPs: what they refer to, their steps, their flow."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- references ---
    "also-on-line": " (juga di baris {lines})",
    "also-on-lines": " (juga di baris {lines})",
    "unknown-step": "Tidak ada langkah atau hasil akhir '{name}'{also}.",
    "unknown-actor": "Tidak ada pelaksana '{name}'{also}.",
    "unknown-document": "Tidak ada dokumen '{name}' dalam 'documents'{also}.",
    "unknown-fact": "Tidak ada data '{name}' dalam 'data'{also}.",
    "stands-elsewhere": "'{name}' ada di baris {line}, di bawah '{section}'.",
    "one-actor": "Pelaksana hanya satu: tulis 'actor: {first}', dan yang ikut serta dalam 'with: [{others}]'.",
    "known-names": "Pilihannya: {known}.",
    "declare-document": "Tulis setiap dokumen dalam bagian 'documents', misalnya '{name}: Nama dokumen'.",
    "declare-fact": "Tulis setiap data dalam bagian 'data', misalnya '{name}:' dengan 'type: boolean' di bawahnya.",
    "duplicate-id": "Id '{id}' sudah dipakai di baris {first_line}; setiap id harus berbeda.",
    "from-outcome": "'from' harus menyebut langkah; '{id}' adalah hasil akhir.",
    "duplicate-default-outcome": (
        "Id '{id}' adalah hasil akhir bagi SOP tanpa 'outcomes'; langkah harus memakai id lain, atau tulis 'outcomes'."
    ),
    "duplicate-step-outcome": (
        "Id '{id}' sudah dipakai di baris {first_line}; langkah dan hasil akhir tidak boleh bernama sama."
    ),
    "branch-id-reserved": "'{id}' adalah nama jalan lewat waktu; cabang harus memakai id lain.",
    "fact-value-type": "'{text}' tidak cocok dengan jenis data ini; seharusnya {expected}.",
    "fact-value-outside": "'{text}' bukan nilai yang diizinkan 'data' bagi '{fact}', sehingga tidak pernah ada.",
    "fact-value-outside-hint": "Bandingkan dengan nilai dan batas '{fact}' pada 'data'.",
    "keyword-misfits": (
        "'{key}' hanya berlaku bagi {expected}, sedangkan data ini {found}, sehingga tidak membatasi apa pun."
    ),
    "keyword-misfits-hint": "Ubah 'type' data itu, atau hapus '{key}'.",
    # --- steps ---
    "next-missing": "Langkah terakhir harus menyebut 'next', karena ada beberapa hasil akhir: {known}.",
    "next-and-branches": "Langkah dengan 'branches' tidak boleh memakai 'next'; tulis 'next' di setiap cabang.",
    "optional-and-branches": "Langkah dengan 'branches' tidak boleh 'optional'; hapus salah satu.",
    "overdue-without-duration": "'on_overdue' memerlukan 'duration'; tanpa jangka waktu tidak ada yang terlewati.",
    "notice-without-duration": "'{key}' memerlukan 'duration'; tanpa jangka waktu tidak ada tenggat.",
    "escalate-to-external": "{name} dari luar instansi; eskalasi hanya kepada pelaksana di dalam instansi.",
    "reminder-never-comes": "Pengingat {text} sebelum tenggat tidak pernah datang: waktunya hanya {lasts}.",
    "reminder-never-comes-hint": "Tulis waktu yang lebih pendek, atau hapus pengingat ini.",
    "when-and-otherwise": "Cabang memakai 'when' atau 'otherwise', tidak keduanya.",
    "otherwise-twice": "'otherwise' hanya boleh ada di satu cabang.",
    "branches-mixed": (
        "Cabang-cabang ini bercampur: semua cabang bersyarat ('when', satu boleh 'otherwise'), atau tidak satu pun."
    ),
    "input-document-or-any-of": "Kelengkapan ini harus memuat salah satu: 'document' atau 'any_of'.",
    "input-never-produced": (
        "Tidak ada langkah yang menghasilkan {names}, sehingga langkah ini tidak dapat diselesaikan{also}."
    ),
    "input-source": (
        "Tambahkan pada 'outputs' suatu langkah, atau beri 'external: true' (diserahkan dari luar) atau "
        "'on_hand: true' (selalu tersedia)."
    ),
    "days-unqualified": "'hari' tanpa keterangan dihitung sebagai hari kerja{also}.",
    "say-day-counting": (
        "Tulis 'day_counting: working' (hari kerja) atau 'day_counting: calendar' (hari kalender) di bagian atas SOP."
    ),
    "hours-over-a-day": "'{text}' dihitung sebagai jam kerja; apakah itu yang dimaksud?",
    "say-clock-hours": "Tulis '{clock}' untuk jam terus-menerus, atau '{fixed}'.",
    "say-working-hours": "Tulis '{fixed}', atau pakai 'N x 24 jam' untuk jam terus-menerus.",
    # --- flow ---
    "step-unreachable": "Langkah '{step}' tidak pernah tercapai: tidak ada jalan dari langkah pertama ke sini.",
    "step-unreachable-hint": "Sebut langkah ini dalam 'next' langkah sebelumnya, atau hapus.",
    "step-cannot-end": (
        "Dari langkah '{step}' tidak ada jalan ke hasil akhir mana pun; kasus tidak akan pernah selesai: {ways}."
    ),
    "step-cannot-end-hint": "Arahkan salah satu 'next' ke hasil akhir.",
    "step-cannot-end-turn-hint": "Arahkan salah satu 'next' ke hasil akhir, atau ke {others} yang tidak tercapai.",
    "outcome-unused": "Tidak ada langkah yang menuju hasil akhir '{id}'.",
    "outcome-unused-hint": "Sebut '{id}' dalam 'next' suatu langkah atau cabang, atau hapus.",
    "fork-to-outcome": "Daftar 'next' hanya berisi langkah; '{id}' adalah hasil akhir.",
    "fork-never-meets": "Alur paralel {others} dari langkah '{step}' tidak selalu bertemu lagi: {ways}.",
    "fork-never-meets-hint": (
        "Arahkan semua alur ke satu langkah dengan 'join: all', atau ke satu hasil akhir; jalan yang mengakhiri "
        "semuanya diarahkan ke hasil akhir yang ditulis dengan 'ends_case: true'."
    ),
    "fork-goes-round-hint": (
        "'{others}' sudah menunggu, tetapi ada alur yang dapat melewatinya: arahkan setiap jalan setiap alur ke sana, "
        "atau mulai alur yang bertemu lebih dahulu dari daftar 'next' tersendiri."
    ),
    "join-missing": (
        "Alur paralel dari langkah {others} bertemu di '{step}', tetapi langkah ini tidak menunggu: {ways}."
    ),
    "join-missing-hint": "Tulis 'join: all' di langkah '{step}'.",
    "join-missing-flow-hint": (
        "'{step}' sendiri adalah awal salah satu alur. Bila alur lain tidak dimaksud masuk ke sini, arahkan "
        "'next'-nya ke langkah tempat semuanya bertemu; bila memang dimaksud, tulis 'join: all' di '{step}'."
    ),
    "join-without-fork": "Langkah '{step}' menunggu ('join: all'), tetapi tidak ada alur paralel yang bertemu di sini.",
    "join-without-fork-hint": "Hapus 'join: all', atau jadikan 'next' langkah sebelumnya sebuah daftar.",
    "fork-shares-step": (
        "Alur paralel dari langkah '{step}' sama-sama melewati '{others}' sebelum bertemu, sehingga langkah itu akan "
        "berjalan dua kali: {ways}."
    ),
    "fork-shares-step-hint": "Satukan alur di '{others}' dengan 'join: all', atau pisahkan jalannya.",
    "fork-reentered": (
        "Alur paralel dari langkah '{step}' dapat kembali ke langkah itu sebelum bertemu, sehingga alur akan dipecah "
        "lagi: {ways}."
    ),
    "fork-reentered-hint": "Kembali baru sesudah alur bertemu, atau ke langkah di dalam alur itu sendiri.",
    # --- decisions ---
    "branches-overlap": "Dua cabang cocok sekaligus bila {example}: '{first}' dan '{second}'.",
    "branches-overlap-hint": (
        "Ubah salah satu syarat sehingga hanya satu yang cocok, misalnya dengan exclusiveMinimum atau "
        "exclusiveMaximum pada batasnya, atau gabungkan kedua cabang."
    ),
    "branches-gap": "Tidak ada cabang yang cocok bila {example}.",
    "branches-gap-hint": (
        "Perluas salah satu syarat, atau beri cabang terakhir 'otherwise: true' sebagai ganti 'when'."
    ),
    "branch-never-holds": (
        "Syarat cabang '{id}' tidak pernah terpenuhi: tidak ada nilai yang diizinkan 'data' yang memenuhinya."
    ),
    "branch-never-holds-hint": "Bandingkan dengan batas dan nilai pada 'data', atau hapus cabang itu.",
    "branches-unproven": (
        "Tidak dapat dibuktikan bahwa selalu tepat satu cabang yang cocok: nilai datanya terlalu banyak untuk "
        "diperiksa."
    ),
    "branches-unproven-hint": (
        "Sederhanakan syaratnya (misalnya 'multipleOf' dengan bilangan besar), atau coba sendiri nilai-nilai "
        "yang penting."
    ),
    "fact-impossible": "Tidak ada nilai yang memenuhi semua syarat data '{id}'; tidak seorang pun dapat mengisinya.",
    "fact-impossible-hint": "Bandingkan batas, pilihan nilai, dan jenisnya.",
    "facts-unproven": (
        "SOP ini terlalu besar untuk memeriksa apakah setiap keputusan yang diulang memakai data yang dinyatakan ulang."
    ),
    "fact-stale": (
        "Jalan {way} kembali ke keputusan ini, dan tidak ada langkah di jalan itu yang menyatakan ulang {facts}, "
        "sehingga keputusan diambil dengan jawaban lama."
    ),
    "fact-stale-hint": (
        "Beri salah satu langkah di jalan itu 'sets' dengan data yang menentukan; bila jawaban lama memang "
        "dimaksud, biarkan."
    ),
    # --- documents ---
    "input-missing": "Di jalan {way} belum ada {names}, sehingga langkah ini tidak dapat diselesaikan.",
    "input-missing-hint": (
        "Dokumen ini dihasilkan oleh {others}. Beri 'outputs' pada langkah di jalan itu, atau bila tidak "
        "selalu perlu, tulis {fixed} dalam 'inputs'."
    ),
    "input-missing-skipped-hint": (
        "Hapus 'optional: true' pada langkah {skipped}, atau bila dokumen ini tidak selalu perlu, tulis "
        "{fixed} dalam 'inputs'."
    ),
    "input-only-afterwards": (
        "{names} baru dihasilkan sesudah langkah ini (oleh {others}), sehingga langkah ini tidak pernah dapat "
        "diselesaikan untuk pertama kali."
    ),
    "input-only-afterwards-hint": (
        "Pindahkan langkah yang menghasilkannya ke depan; bila kelengkapan ini hanya ada saat diulang, beri "
        "'optional: true'."
    ),
    "inputs-wait-in-circle": (
        "Langkah ini menunggu {names} dari alur paralel ({others}), sedangkan alur itu menunggu langkah ini; "
        "keduanya tidak akan pernah selesai."
    ),
    "inputs-wait-in-circle-hint": (
        "Buat salah satu langkah tidak menunggu: pindahkan langkah yang menghasilkan dokumen itu, atau beri "
        "kelengkapan 'optional: true'."
    ),
    "input-missing-then-overdue": (
        "Di jalan {way} belum ada {names}, sehingga langkah ini hanya dapat berakhir karena waktunya lewat."
    ),
    "input-missing-then-overdue-hint": (
        "Biarkan bila itu memang dimaksud; bila tidak, dokumen ini dihasilkan oleh {others}, atau "
        "tulis {fixed} dalam 'inputs'."
    ),
    "input-perhaps-missing": (
        "Di jalan {way} belum ada {names}; bila syarat kelengkapan ini terpenuhi di sana, langkah ini tidak dapat"
        " diselesaikan."
    ),
    "input-perhaps-missing-hint": (
        "Pastikan langkah yang menghasilkannya ({others}) selalu dilalui bila syarat itu terpenuhi."
    ),
    "input-from-beside": (
        "{names} dihasilkan alur paralel ({others}), sehingga langkah ini baru dapat diselesaikan sesudah itu."
    ),
    "input-from-beside-hint": (
        "Bila langkah ini memang harus menunggu, lebih jelas bila ia diletakkan sesudah kedua alur bertemu "
        "('join: all')."
    ),
    "input-unproven": (
        "Tidak dapat dibuktikan bahwa {names} selalu ada di sini; di jalan {way} tidak ada langkah yang "
        "menghasilkannya."
    ),
    "input-unproven-hint": (
        "Pastikan jalan itu tidak mungkin terjadi; datanya dinyatakan dalam alur paralel atau terlalu banyak "
        "nilainya untuk diperiksa."
    ),
    "documents-unproven": "SOP ini terlalu besar untuk memeriksa apakah setiap dokumen ada di setiap jalan.",
    "documents-unproven-hint": "Bagi SOP menjadi beberapa SOP yang saling terkait.",
    "output-unused": "Tidak ada langkah sesudahnya yang memakai {names}.",
    "output-unused-hint": (
        "Sebut pada 'inputs' langkah yang memakainya; bila hasilnya bukan dokumen untuk langkah lain, tulis "
        "sebagai 'result'."
    ),
    "output-overwritten": "{names} dihasilkan lagi oleh {others} sebelum ada langkah yang memakainya.",
    "output-overwritten-hint": "Sebut pada 'inputs' langkah yang memperbaruinya, atau hapus 'outputs' di sini.",
    "output-twice": "{names} dihasilkan dua kali dalam alur paralel dari langkah '{step}': oleh {others}.",
    "output-twice-hint": "Beri kedua dokumen id yang berbeda, atau hasilkan sesudah alur bertemu.",
    # --- time ---
    "days-mixed": (
        "'hari' tanpa keterangan{also} dihitung sebagai hari kerja, padahal di tempat lain tertulis '{text}'."
    ),
    "service-time-exceeded": (
        "Janji {promised} tidak selalu dapat ditepati: paling buruk bila mulai {start}, janji berakhir "
        "{due}, sedangkan langkah {way} baru selesai {end}."
    ),
    "service-time-hint": (
        "Perpanjang 'service_time' atau persingkat langkah; waktu pelaksana dari luar ('external: true') dan "
        "pengulangan tidak dihitung."
    ),
    "step-longer-than-service": "Langkah ini ({text}) lebih lama daripada seluruh janji layanan ({promised}).",
    "step-without-duration": "Langkah ini tidak menyebut waktu, sehingga tidak mempunyai tenggat{also}.",
    "step-without-duration-hint": "Tulis 'duration', atau 'duration: \"-\"' bila memang tanpa batas waktu.",
    "deadline-without-overdue": "Bila {name} tidak bertindak sampai tenggat ini, kasus menunggu terus.",
    "deadline-without-overdue-hint": "Tulis 'on_overdue' bila ada akibatnya, misalnya permohonan gugur.",
    # --- the sheet ---
    "activity-names-actor": "Kegiatan dimulai dengan subjeknya, '{actor}'; pelaksana sudah terlihat dari kolomnya.",
    "activity-hint": "Tulis: {fixed}",
    "activity-not-active": "Kegiatan dimulai dengan '{word}', bukan dengan kata kerja aktif.",
    "activity-not-active-hint": "Mulailah dengan kata kerja aktif, misalnya Menerima, Memeriksa, Menyusun, Mengirim.",
    "actor-combined": "Kolom '{name}' memuat dua pelaksana; tidak jelas siapa yang bertanggung jawab.",
    "actor-combined-hint": "Buat satu kolom untuk setiap pelaksana; yang ikut serta disebut dalam 'with'.",
    "decision-many-ways": (
        "Keputusan ini mempunyai {number} jalan, sedangkan simbol keputusan pada lembar SOP hanya mengenal ya dan"
        " tidak."
    ),
    "decision-many-ways-hint": "Pecah menjadi beberapa keputusan berturut-turut, masing-masing dengan dua jalan.",
    "decision-one-way": "Keputusan ini hanya mempunyai satu jalan, sehingga tidak ada yang diputuskan.",
    "decision-one-way-hint": "Tulis 'next' sebagai ganti 'branches', atau tambahkan jalan yang lain.",
    "actor-twice": "'{id}' sudah menjadi pelaksana langkah ini; 'with' menyebut pelaksana lainnya.",
    "actor-twice-hint": "Hapus dari 'with'.",
    "date-impossible": "Tanggal {text} tidak ada.",
    "name-like-key": "'{id}' berada di antara nama-nama pada '{section}', seolah-olah ada yang bernama demikian.",
    "name-like-key-hint": "Bila baris ini milik nama di atasnya, beri dua spasi lagi di depannya.",
    "step-without-output": "Kolom Output langkah ini kosong.",
    "step-without-output-hint": (
        "Tulis dokumennya dalam 'outputs', atau 'result' bila hasilnya bukan dokumen, misalnya 'result: Berkas "
        "tercatat'."
    ),
    "actor-unused": "Pelaksana '{id}' tidak mengerjakan langkah apa pun; kolomnya kosong.",
    "actor-unused-hint": "Hapus, atau sebut dalam 'actor' atau 'with' suatu langkah.",
    # --- ways ---
    "way-skipped": "[dilewati]",
    "otherwise-never-taken": (
        "Cabang '{id}' ('otherwise') tidak pernah diambil: syarat cabang lainnya sudah mencakup semua nilai."
    ),
    "otherwise-never-taken-hint": "Hapus cabang itu, atau persempit salah satu syarat lainnya.",
}
